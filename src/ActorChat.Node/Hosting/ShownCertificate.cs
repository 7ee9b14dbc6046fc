using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorChat.Messages;
using ActorChat.Node.Clustering;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Hosting;

/// <summary>A certificate that clients are shown.</summary>
/// <param name="Own">With its key.</param>
/// <param name="Chain">Those between it and an authority's, which clients may not have.</param>
sealed record ShownCertificate(X509Certificate2 Own, X509Certificate2Collection Chain)
{
    const string Agreement = "client-certificate", Subject = "CN=actorchat";

    /// <summary>By which people know it.</summary>
    public string Fingerprint => Messages.Fingerprint.Of(Own);

    /// <summary>The one of these files; null when the settings name none.</summary>
    /// <param name="group">The settings' group, in which they are called <c>certificate</c> and <c>certificate-key</c>.</param>
    /// <param name="certificate">PEM: the certificate first, its chain behind it.</param>
    /// <param name="key">PEM.</param>
    /// <exception cref="SettingsException">A file can't be used; the message names the setting and the file.</exception>
    public static ShownCertificate? Read(string group, string? certificate, string? key)
    {
        var name = $"{NodeSettings.Root}.{group}.certificate";
        if (certificate is null && key is null) return null;
        if (certificate is null || key is null)
        {
            throw new SettingsException(
                $"The settings {name} and {name}-key name a certificate together: set both, each to a PEM file, or none.");
        }
        var chain = new X509Certificate2Collection();
        var text = Trying(name, $"{certificate} ({name})", "holds no certificate", () => File.ReadAllText(certificate));
        Trying(name, $"{certificate} ({name})", "holds no certificate", () =>
        {
            chain.ImportFromPem(text);
            return chain.Count > 0 ? chain : throw new CryptographicException("it is empty");
        });
        var keyText = Trying(name, $"{key} ({name}-key)", "holds no key", () => File.ReadAllText(key));
        using var own = Trying(name, $"{key} ({name}-key)", $"holds no key, without a password, of the certificate in {certificate}",
            () => X509Certificate2.CreateFromPem(text, keyText));
        chain.RemoveAt(0);
        return new(ClusterCertificate.Loadable(own), chain);
    }

    /// <summary>The one that the nodes of the store have agreed on, made by the first of them.</summary>
    public static async Task<ShownCertificate> Agree(IAgreementStore store, TimeProvider time, CancellationToken cancel)
    {
        var pem = await store.Agree(Agreement, ClusterCertificate.Make(Subject, time), cancel);
        using var made = X509Certificate2.CreateFromPem(pem, pem);
        return new(ClusterCertificate.Loadable(made), []);
    }

    /// <summary>What an operator is to know of its dates; null when they are right.</summary>
    public string? Trouble(TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now > Own.NotAfter ? $"expired on {Own.NotAfter:yyyy-MM-dd}" : now < Own.NotBefore
            ? $"is valid from {Own.NotBefore:yyyy-MM-dd} on only" : null;
    }

    static T Trying<T>(string setting, string file, string orElse, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            var why = e is IOException or UnauthorizedAccessException ? e.Message : orElse;
            var what = $"The certificate of the setting {setting}, or its key, can't be read: {file}: {why.TrimEnd('.')}.";
            throw new SettingsException($"{what} Each must be a PEM file that this user may read.", e);
        }
    }
}

/// <summary>The certificates of all addresses at which clients connect with TLS.</summary>
/// <param name="settings">The files that they name are read at once.</param>
/// <exception cref="SettingsException">A file can't be used.</exception>
sealed class ShownCertificates(NodeSettings settings)
{
    ShownCertificate? common = ShownCertificate.Read("tls", settings.Tls.Certificate, settings.Tls.CertificateKey);
    readonly ShownCertificate? others = ShownCertificate.Read("http", settings.Http.Certificate, settings.Http.CertificateKey);

    /// <summary>At <c>listen</c>; null when there is no TLS there.</summary>
    public ShownCertificate? AtListen => settings.SpeaksTls ? common : null;

    /// <summary>At <c>http.secure-listen</c>; null when nobody listens there.</summary>
    public ShownCertificate? AtSecureListen => settings.Http.SecureListen is null ? null : others ?? common;

    /// <summary>Gets the one that no file is named for, if it is needed.</summary>
    public async Task Agree(IAgreementStore store, TimeProvider time, CancellationToken cancel)
    {
        var isNeeded = settings.SpeaksTls || (settings.Http.SecureListen is not null && others is null);
        if (isNeeded) common ??= await ShownCertificate.Agree(store, time, cancel);
    }

    /// <summary>What an operator is to know of them.</summary>
    public IEnumerable<string> Troubles(TimeProvider time) =>
        from shown in new[] { AtListen, AtSecureListen }.OfType<ShownCertificate>().Distinct()
        let trouble = shown.Trouble(time)
        where trouble is not null
        select $"The certificate that clients are shown ({shown.Fingerprint}) {trouble}: clients that do not know it refuse it";
}
