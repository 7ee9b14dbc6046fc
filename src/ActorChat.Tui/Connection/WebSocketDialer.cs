using System.Buffers;
using System.Net.WebSockets;
using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>Connections over <see cref="ClientWebSocket"/>.</summary>
sealed class WebSocketDialer : IDialer
{
    // Behind the pings of the chat, which notice a dead link sooner: a node that gives one request all of its attention does
    // not read meanwhile, and so answers no keep-alive either.
    static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(10), KeepAliveTimeout = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async Task<ISocket> Dial(string address, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
            socket.Options.KeepAliveInterval = KeepAliveInterval;
            socket.Options.KeepAliveTimeout = KeepAliveTimeout;
            await socket.ConnectAsync(UriOf(address), cancel);
            return new WebSocketSocket(socket);
        }
        catch (Exception failure) when (failure is WebSocketException or UriFormatException or InvalidOperationException)
        {
            socket.Dispose();
            throw new SocketFailedException(failure.InnerException?.Message ?? failure.Message, failure);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary><c>host:port</c> means <c>ws://host:port/v1/ws</c>; an address with a scheme keeps it.</summary>
    public static Uri UriOf(string address)
    {
        var whole = address.Contains("://", StringComparison.Ordinal) ? address : $"ws://{address}";
        return new UriBuilder(whole) { Path = ProtocolLimits.WebSocketPath }.Uri;
    }
}

/// <summary>A WebSocket as an <see cref="ISocket"/>.</summary>
sealed class WebSocketSocket(ClientWebSocket socket) : ISocket
{
    // A page of history with 200 long messages stays well below this.
    const int MaxMessageBytes = 16 * 1024 * 1024;

    static readonly TimeSpan CloseTimeout = TimeSpan.FromMilliseconds(300);

    readonly ArrayBufferWriter<byte> _received = new(64 * 1024);

    public async Task Send(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException)
        {
            throw new SocketFailedException("the connection broke", failure);
        }
    }

    public async Task<ReadOnlyMemory<byte>?> Receive(CancellationToken cancel)
    {
        _received.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(_received.GetMemory(16 * 1024), cancel);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                _received.Advance(part.Count);
                if (_received.WrittenCount > MaxMessageBytes) throw new SocketFailedException("the node sent a message of more than 16 MiB");
                if (part.EndOfMessage) return _received.WrittenSpan.ToArray();
            }
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException)
        {
            throw new SocketFailedException("the connection broke", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(CloseTimeout);
            if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, soon.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The link is gone already; there is nobody left to take leave of.
        }
        socket.Dispose();
    }
}
