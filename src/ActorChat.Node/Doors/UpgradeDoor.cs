using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace ActorChat.Node.Doors;

/// <summary>
/// Takes WebSockets off before the HTTP stack makes requests of them: all that it keeps for a request would stand for as long as the client is
/// connected (half of what an idle session takes), and every message would pass through it. Everything else, and every request to upgrade that
/// is not plainly to be granted, goes on to HTTP as if nobody had looked.
/// </summary>
sealed class UpgradeDoor(TimeProvider time)
{
    // A connection that says nothing is the HTTP stack's to time out.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Where sessions are served; set before the first connection comes.</summary>
    public WebSocketDoor? Sockets { get; set; }

    /// <summary>One connection to its end.</summary>
    public async Task Serve(ConnectionContext connection, ConnectionDelegate http)
    {
        if (await Read(connection) is not { } request || Sockets!.TryBegin(AddressOf(connection)) is not { } session)
        {
            await http(connection);
            return;
        }
        // The sessions have a limit of their own.
        connection.Features.Get<IDecrementConcurrentConnectionCountFeature>()?.ReleaseConnection();
        WebSocket? socket = null;
        await Sockets.Serve(session, async () => socket = await Grant(connection, request));
        // A client that did not close in good order is not waited for.
        if (socket?.State != WebSocketState.Closed) connection.Abort();
    }

    async Task<WebSocket> Grant(ConnectionContext connection, UpgradeRequest request)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        var read = await input.ReadAsync();
        input.AdvanceTo(read.Buffer.GetPosition(request.Length));
        await output.WriteAsync(Answer(request.Key));
        return WebSocket.CreateFromStream(new PipeStream(connection.Transport), Sockets!.Options());
    }

    async ValueTask<UpgradeRequest?> Read(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        using var timeout = new CancellationTokenSource(Patience, time);
        try
        {
            var read = await input.ReadAsync(timeout.Token);
            var request = UpgradeRequest.Read(read.Buffer);
            // Nothing is taken: whoever serves the connection reads it again.
            input.AdvanceTo(read.Buffer.Start);
            return request;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    static string AddressOf(ConnectionContext connection) =>
        connection.RemoteEndPoint is IPEndPoint client ? $"{client.Address}:{client.Port}" : connection.RemoteEndPoint?.ToString() ?? "";

    static byte[] Answer(string key)
    {
#pragma warning disable CA5350 // What RFC 6455 asks for; nothing is kept secret by it.
        var proof = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {proof}\r\nSec-WebSocket-Protocol: {ProtocolLimits.Subprotocol}\r\n\r\n");
    }
}
