using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorChat.Node.Stores;
using Akka.Remote.Transport.DotNetty;

namespace ActorChat.Node.Clustering;

/// <summary>What nodes show each other before a byte of Akka's passes. There is no way between nodes without it.</summary>
/// <param name="Own">This node's certificate with its key.</param>
/// <param name="Authority">Who signs the others'; null when all nodes have the same one.</param>
public sealed record ClusterCertificate(X509Certificate2 Own, X509Certificate2? Authority)
{
    const string Agreement = "cluster-certificate", Subject = "CN=actorchat-cluster";

    // Nobody renews it: it lives as long as its store, and who has the store has the cluster.
    const int Years = 100;

    /// <summary>The certificate of the options' files, or the one that the nodes of the store have agreed on.</summary>
    /// <exception cref="StoreRefusedException">A file can't be used; the message says which.</exception>
    public static async Task<ClusterCertificate> Find(
        ClusterOptions options, IClusterStore store, TimeProvider time, CancellationToken cancel)
    {
        if (options.Certificate is { } file)
        {
            return new(
                Read(file, () => Loadable(X509Certificate2.CreateFromPemFile(file, options.CertificateKey))),
                options.CertificateAuthority is { } authority
                    ? Read(authority, () => X509CertificateLoader.LoadCertificateFromFile(authority))
                    : null);
        }
        var pem = await store.Agree(Agreement, Make(Subject, time), cancel);
        return new(Loadable(X509Certificate2.CreateFromPem(pem, pem)), null);
    }

    /// <summary>For Akka.Remote: both ends show one, and both judge by <see cref="Accepts"/>.</summary>
    public DotNettySslSetup Setup =>
        new(Own, suppressValidation: false, requireMutualAuthentication: true, (peer, _, _, _, _) => Accepts(peer));

    /// <summary>Whether whoever shows this certificate is a node of this cluster. Its names and dates say nothing.</summary>
    public bool Accepts(X509Certificate2? peer)
    {
        if (peer is null) return false;
        var hash = HashAlgorithmName.SHA256;
        if (Authority is null) return peer.GetCertHash(hash).AsSpan().SequenceEqual(Own.GetCertHash(hash));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(peer);
    }

    /// <summary>A new certificate with its key, as text.</summary>
    internal static string Make(string subject, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    /// <summary>The same, in a form that every platform's TLS takes: not all take a key that was never in a store of keys.</summary>
    internal static X509Certificate2 Loadable(X509Certificate2 certificate)
    {
        using (certificate) return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    static X509Certificate2 Read(string file, Func<X509Certificate2> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException(
                $"The cluster's certificate can't be read from {file}: {failure.Message} Name a PEM file, and the one with its key.");
        }
    }
}
