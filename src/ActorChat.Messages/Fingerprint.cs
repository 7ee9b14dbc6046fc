using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorChat.Messages;

/// <summary>How people tell certificates apart: <c>sha256:</c> and the 64 hex digits of the certificate's SHA-256.</summary>
public static class Fingerprint
{
    const string Prefix = "sha256:";

    /// <summary>A certificate's.</summary>
    public static string Of(X509Certificate certificate) =>
        Prefix + Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));

    /// <summary>
    /// Reads one as it is written here, or as other programs do: in capitals, with colons, without what stands before it.
    /// </summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? fingerprint)
    {
        var digits = text.Trim();
        if (digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) digits = digits[Prefix.Length..];
        digits = digits.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        fingerprint = digits.Length == SHA256.HashSizeInBytes * 2 && digits.All(char.IsAsciiHexDigit) ? Prefix + digits : null;
        return fingerprint is not null;
    }
}
