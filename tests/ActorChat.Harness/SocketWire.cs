using System.Net.WebSockets;
using ActorChat.Messages;

namespace ActorChat.Harness;

/// <summary>By the WebSocket: text messages.</summary>
sealed class SocketWire : IWire
{
    readonly ClientWebSocket socket = new();
    readonly byte[] buffer = new byte[64 * 1024];

    public string State => $"{socket.State}, closed with {socket.CloseStatus} {socket.CloseStatusDescription}";

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public static async Task<SocketWire> Open(string address)
    {
        var wire = new SocketWire();
        wire.socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        await wire.socket.ConnectAsync(new Uri($"ws://{address}{ProtocolLimits.WebSocketPath}"), default);
        return wire;
    }

    public Task Send(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool end) =>
        socket.SendAsync(bytes, type, end, default).AsTask();

    public async Task<ReadOnlyMemory<byte>?> Receive()
    {
        var part = await socket.ReceiveAsync(buffer.AsMemory(), default);
        return part.MessageType == WebSocketMessageType.Close ? null : buffer.AsMemory(0, part.Count);
    }

    public void Abort() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
