using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorChat.Node.Settings;

namespace ActorChat.Node.Hosting;

/// <summary>Certificates from files that settings name.</summary>
static class Certificates
{
    /// <summary>Reads one.</summary>
    /// <exception cref="SettingsException">It can't be read; the message names the setting.</exception>
    public static X509Certificate2 Read(string setting, Func<X509Certificate2> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            var what = $"The certificate of the setting {NodeSettings.Root}.{setting}, or its key, can't be read: {e.Message}";
            throw new SettingsException($"{what} Each must be a PEM file that this user may read.", e);
        }
    }
}
