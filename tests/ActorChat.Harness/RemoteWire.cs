using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Remoting;
using ActorChat.Remoting.Systems;

namespace ActorChat.Harness;

/// <summary>By Akka.Remote: an actor system of its own.</summary>
sealed class RemoteWire(ClientWebSocket socket, ClientSystem system) : IWire
{
    string? ended;

    public string State => $"{socket.State}, {(system.Link.Ended.IsCompleted ? ended : "not ended")}";

    // The node's farewell stands for the orderly close of a WebSocket.
    public WebSocketCloseStatus? CloseStatus => system.Link.IsFinished ? WebSocketCloseStatus.NormalClosure : null;

    public static async Task<RemoteWire> Open(string address)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.RemoteSubprotocol);
        await socket.ConnectAsync(new Uri($"ws://{address}{ProtocolLimits.RemotePath}"), default);
        var system = await ClientSystem.Start(socket, TimeProvider.System);
        await Task.WhenAny(system.Link.Opened, system.Link.Ended);
        if (!system.Link.Opened.IsCompleted) throw new WebSocketException(await system.Link.Ended);
        return new(socket, system);
    }

    public async Task Send(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool end)
    {
        if (type != WebSocketMessageType.Text)
        {
            // What is no text is no PDU either.
            await socket.SendAsync(bytes, type, end, default);
            return;
        }
        byte[] all = end ? [.. bytes.Span, (byte)'\n'] : bytes.ToArray();
        foreach (var piece in all.Chunk(RemoteContract.MaxPieceBytes)) await system.Link.Send(piece, default);
    }

    public async Task<ReadOnlyMemory<byte>?> Receive()
    {
        if (await system.Link.Receive(default) is { } piece) return piece;
        ended = system.Link.IsFinished ? "the node said bye" : await system.Link.Ended;
        return null;
    }

    public void Abort() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        socket.Dispose();
    }
}
