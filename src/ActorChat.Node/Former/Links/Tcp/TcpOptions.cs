using System.Security.Cryptography.X509Certificates;

namespace ActorChat.Node.Former.Links.Tcp;

/// <summary>How nodes reach each other.</summary>
public sealed class TcpOptions
{
    /// <summary>Where to listen, <c>host:port</c>; port 0 lets the system choose.</summary>
    public required string Listen { get; init; }

    /// <summary>What peers are told to dial instead of the listening address, for nodes behind a translated address.</summary>
    public string? Advertise { get; init; }

    /// <summary>Known to all nodes of the cluster and nobody else.</summary>
    public required string Secret { get; init; }

    /// <summary>With a certificate the links are encrypted; peers must show one that <see cref="TrustedAuthority"/> signed.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who signs the certificates of the nodes.</summary>
    public X509Certificate2? TrustedAuthority { get; init; }

    /// <summary>How long dialling and introducing may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>First wait before dialling again; it doubles up to <see cref="MaxBackoff"/>, with a random part.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait before dialling again: short, since a node that is back wants its links back.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(1);
}
