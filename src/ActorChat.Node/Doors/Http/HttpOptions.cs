using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Doors.Http;

/// <summary>The HTTP door.</summary>
public sealed class HttpOptions
{
    /// <summary>HTTP requests under way at once, event streams not counted; more are refused as overloaded.</summary>
    [Range(1, 1_000_000)]
    public int MaxRequests { get; set; } = 1_000;

    /// <summary>Connections that are no WebSockets; more are closed at once. Event streams are among them.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;
}
