using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Doors.Http;

/// <summary>The HTTP door.</summary>
public sealed class HttpOptions
{
    /// <summary>HTTP requests under way at once, event streams not counted; more are refused as overloaded.</summary>
    [Range(1, 1_000_000)]
    public int MaxRequests { get; set; } = 1_000;

    /// <summary>Connections of all kinds; more are closed at once. Above <c>Sessions:MaxSessions</c>, which says why it refuses.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 60_000;

    /// <summary>How long a connection may take to send a request's headers.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to a request with an <c>Idempotency-Key</c> is remembered by its node: a client repeats itself within minutes, or not at all.</summary>
    public TimeSpan RememberReplies { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Most answers remembered; beyond it the oldest are forgotten.</summary>
    [Range(1, 1_000_000)]
    public int MaxRememberedReplies { get; set; } = 10_000;

    /// <summary>Largest answer remembered: what is larger is a list, and may be asked for again.</summary>
    [Range(64, 1 << 20)]
    public int MaxRememberedReplyBytes { get; set; } = 4 << 10;

    /// <summary>Web pages of which origins may use this node, such as <c>https://chat.example.org</c>; <c>*</c> for all. None unless set.</summary>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Where clients may speak HTTP/2 without TLS and without asking first, <c>host:port</c>: on one port without TLS a server can't offer both versions.</summary>
    public string? Http2Listen { get; set; }

    /// <summary>Where clients may connect with TLS, for HTTP/1.1, HTTP/2 and <c>wss</c>, <c>host:port</c>.</summary>
    public string? SecureListen { get; set; }

    /// <summary>A PEM file with the certificate for <see cref="SecureListen"/>.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file with its key.</summary>
    public string? CertificateKey { get; set; }
}
