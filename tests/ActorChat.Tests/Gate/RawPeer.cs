using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.AtTheGate;

/// <summary>One end of a WebSocket with nothing of Akka around it: sends any bytes, and keeps what comes.</summary>
sealed class RawPeer : IAsyncDisposable
{
    readonly WebSocket socket;
    readonly List<byte[]> received = [];
    readonly Task reading;

    public RawPeer(WebSocket socket)
    {
        this.socket = socket;
        reading = ReadAll();
    }

    public IReadOnlyList<byte[]> Received
    {
        get
        {
            lock (received) return [.. received];
        }
    }

    public WebSocket Socket => socket;

    public bool IsOpen => !reading.IsCompleted;

    /// <summary>Two ends of a connection over TCP, the node's and the other.</summary>
    public static async Task<(WebSocket Node, WebSocket Other)> Pair()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var other = new TcpClient { NoDelay = true };
        var connecting = other.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var node = await listener.AcceptTcpClientAsync();
        node.NoDelay = true;
        await connecting;
        return (Of(node, isServer: true), Of(other, isServer: false));
    }

    static WebSocket Of(TcpClient connection, bool isServer) =>
        WebSocket.CreateFromStream(connection.GetStream(), new() { IsServer = isServer, KeepAliveInterval = TimeSpan.Zero });

    public Task Send(byte[] pdu) =>
        socket.SendAsync(pdu.AsMemory(), WebSocketMessageType.Binary, true, default).AsTask().WaitAsync(Eventually.Deadline);

    /// <summary>Sends until the connection does not take it any more.</summary>
    public async Task<bool> TrySend(byte[] pdu)
    {
        try
        {
            await Send(pdu);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Waits until the other end has closed the connection; what it said.</summary>
    public async Task<string?> Closed()
    {
        await reading.WaitAsync(Eventually.Deadline);
        return socket.CloseStatusDescription;
    }

    /// <summary>Waits for a PDU that holds this text.</summary>
    public Task<byte[]> See(string text, int from = 0) => Eventually.See(
        () => Received.Skip(from).FirstOrDefault(pdu => Encoding.Latin1.GetString(pdu).Contains(text, StringComparison.Ordinal))!,
        pdu => pdu is not null, $"a PDU with {text}");

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    async Task ReadAll()
    {
        var buffer = new byte[1 << 20];
        var length = 0;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), default);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
                    break;
                }
                length += part.Count;
                if (!part.EndOfMessage) continue;
                lock (received) received.Add(buffer[..length]);
                length = 0;
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
