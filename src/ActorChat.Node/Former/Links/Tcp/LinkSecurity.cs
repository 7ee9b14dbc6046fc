using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ActorChat.Node.Former.Links.Tcp;

/// <summary>Mutual TLS on links where a certificate is configured: both sides must show one that the cluster's authority signed.</summary>
sealed class LinkSecurity(TcpOptions options)
{
    /// <summary>The stream to use on the dialling side.</summary>
    public async Task<Stream> AsDialler(Stream plain, string host, CancellationToken cancel)
    {
        if (options.Certificate is null) return plain;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ClientCertificates = [options.Certificate],
            CertificateChainPolicy = Policy(),
        }, cancel);
        return secure;
    }

    /// <summary>The stream to use on the listening side.</summary>
    public async Task<Stream> AsListener(Stream plain, CancellationToken cancel)
    {
        if (options.Certificate is null) return plain;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = options.Certificate,
            ClientCertificateRequired = true,
            CertificateChainPolicy = Policy(),
        }, cancel);
        return secure;
    }

    X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (options.TrustedAuthority is null) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.Add(options.TrustedAuthority);
        return policy;
    }
}
