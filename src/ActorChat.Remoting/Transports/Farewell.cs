using System.Net.WebSockets;

namespace ActorChat.Remoting.Transports;

/// <summary>The end of a WebSocket: to hang up at once could lose what is on its way, so the peer has a moment to close its side.</summary>
static class Farewell
{
    // A round trip to a peer far off; who has not closed by then is cut off.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Cuts the connection off after a moment, unless it is disposed before.</summary>
    public static ITimer CutOff(WebSocket socket, TimeProvider time) =>
        time.CreateTimer(_ => socket.Abort(), null, Patience, Timeout.InfiniteTimeSpan);

    /// <summary>Closes this side, with a reason for the peer.</summary>
    public static async Task Say(WebSocket socket, WebSocketCloseStatus status, string? why)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        await socket.CloseOutputAsync(status, why, CancellationToken.None);
    }

    /// <summary>Reads on, for nobody, until the peer has closed its side or is cut off.</summary>
    public static async Task Hear(WebSocket socket)
    {
        try
        {
            var rest = new byte[1024];
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(rest.AsMemory(), CancellationToken.None);
            }
        }
        catch (Exception e) when (Broken.Is(e))
        {
            // Cut off, or gone.
        }
    }
}
