namespace ActorChat.Node.Doors;

/// <summary>Whether clients come with TLS.</summary>
public enum TlsMode
{
    /// <summary>Wherever somebody else's network is on the way: unless <c>listen</c> is a loopback address.</summary>
    Auto,

    /// <summary>Always.</summary>
    On,

    /// <summary>Never: something in front speaks it, or nobody does.</summary>
    Off,
}

/// <summary>How clients can be sure that they talk to this cluster, and that nobody else listens.</summary>
public sealed record TlsOptions
{
    /// <summary>Whether clients come with TLS.</summary>
    public required TlsMode Mode { get; init; }

    /// <summary>
    /// A PEM file with the certificate, and behind it those between it and an authority's; null: the nodes of the store agree on one.
    /// </summary>
    public required string? Certificate { get; init; }

    /// <summary>The PEM file with its key.</summary>
    public required string? CertificateKey { get; init; }
}
