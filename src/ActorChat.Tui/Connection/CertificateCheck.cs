using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>A certificate that was refused.</summary>
/// <param name="Address">The node's, <c>host:port</c>.</param>
/// <param name="Fingerprint">Of the certificate.</param>
/// <param name="Before">The one that was accepted there before; null: none was.</param>
/// <param name="Why">What is wrong with it, to go on after "it".</param>
sealed record Stranger(string Address, string Fingerprint, string? Before, string Why)
{
    /// <summary>A few words for the status line.</summary>
    public string Short => Before is null ? "its certificate is not known" : "its certificate has changed";

    /// <summary>For people, with what to do.</summary>
    public string Sentence => Before is null
        ? $"The certificate of {Address} {Why}, and nobody has accepted it here yet. If its operator says that its fingerprint is "
            + $"{Fingerprint}, "
            + $"accept it with --trust {Fingerprint}"
        : $"The certificate of {Address} is not the one that was accepted before ({Before}): its operator has changed it, or "
            + "somebody stands in "
            + $"between. If its operator says that {Fingerprint} is the new one, accept it with --trust {Fingerprint}";
}

/// <summary>
/// Looks at the certificate of one connection: an authority that the system trusts vouches for it, or the user has accepted it.
/// </summary>
sealed class CertificateCheck(string address, TrustStore trust, TimeProvider time)
{
    /// <summary>Whether there was one to look at.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>Why the connection was refused; null when it was not.</summary>
    public Stranger? Refused { get; private set; }

    /// <summary>What went wrong with looking.</summary>
    public SocketFailedException? Failure { get; private set; }

    /// <summary>For the connection: whether it may go on.</summary>
    public bool Check(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        WasAsked = true;
        if (errors == SslPolicyErrors.None) return true;
        if (shown is null) return false;
        try
        {
            var fingerprint = Fingerprint.Of(shown);
            if (trust.Judge(address, fingerprint, out var before) == Verdict.Accepted) return true;
            Refused = new(address, fingerprint, before, Why(shown, errors));
        }
        catch (SocketFailedException failure)
        {
            Failure = failure;
        }
        return false;
    }

    string Why(X509Certificate shown, SslPolicyErrors errors)
    {
        using var certificate = new X509Certificate2(shown);
        var now = time.GetUtcNow();
        if (now > certificate.NotAfter) return string.Create(CultureInfo.InvariantCulture, $"expired on {certificate.NotAfter:yyyy-MM-dd}");
        if (now < certificate.NotBefore)
        {
            return string.Create(CultureInfo.InvariantCulture, $"is valid from {certificate.NotBefore:yyyy-MM-dd} on only");
        }
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? "is signed by nobody whom this system trusts"
            : "is made out to another name";
    }
}
