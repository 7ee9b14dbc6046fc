using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Doors.Http;

/// <summary>The HTTP door.</summary>
public sealed record HttpOptions
{
    /// <summary>HTTP requests under way at once, event streams not counted; more are refused as overloaded.</summary>
    [Range(1, 1_000_000)]
    public required int MaxRequests { get; init; }

    /// <summary>Connections of all kinds; more are closed at once. Above <c>sessions.max-sessions</c>, which says why it refuses.</summary>
    [Range(1, 1_000_000)]
    public required int MaxConnections { get; init; }

    /// <summary>How long a connection may take to send a request's headers.</summary>
    public required TimeSpan HeadersTimeout { get; init; }

    /// <summary>
    /// How long the answer to a request with an <c>Idempotency-Key</c> is remembered by its node: a client repeats itself within minutes,
    /// or not at all.
    /// </summary>
    public required TimeSpan RememberReplies { get; init; }

    /// <summary>Most answers remembered; beyond it the oldest are forgotten.</summary>
    [Range(1, 1_000_000)]
    public required int MaxRememberedReplies { get; init; }

    /// <summary>Largest answer remembered: what is larger is a list, and may be asked for again.</summary>
    [Range(64, 1 << 20)]
    public required int MaxRememberedReplyBytes { get; init; }

    /// <summary>
    /// Web pages of which origins may use this node, such as <c>https://chat.example.org</c>; <c>*</c> for all. None unless set.
    /// </summary>
    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    /// <summary>
    /// Where clients may speak HTTP/2 without TLS and without asking first, <c>host:port</c>: on one port without TLS a server can't
    /// offer both versions.
    /// </summary>
    [HostAndPort]
    public required string? Http2Listen { get; init; }

    /// <summary>Where clients may connect with TLS, for HTTP/1.1, HTTP/2 and <c>wss</c>, <c>host:port</c>.</summary>
    [HostAndPort]
    public required string? SecureListen { get; init; }

    /// <summary>A PEM file with the certificate for <see cref="SecureListen"/>; null: the one of <c>tls</c>.</summary>
    public required string? Certificate { get; init; }

    /// <summary>The PEM file with its key.</summary>
    public required string? CertificateKey { get; init; }
}
