using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// A way to a node for WebSockets, and for nothing else: it shakes hands with both sides by itself and passes on messages.
/// </summary>
sealed class SocketProxy : IAsyncDisposable
{
    const int MaxHeadBytes = 8192;

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<WebSocket, bool> open = new();
    int connections, messages;

    public SocketProxy()
    {
        listener.Start();
        _ = AcceptAll();
    }

    /// <summary>Where the node is; known before anybody connects.</summary>
    public IPEndPoint? Target { get; set; }

    public string Address => listener.LocalEndpoint.ToString()!;

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Messages that it has passed on.</summary>
    public int Messages => Volatile.Read(ref messages);

    /// <summary>Breaks what is connected; whoever connects anew is let through.</summary>
    public void Cut()
    {
        foreach (var socket in open.Keys) socket.Abort();
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        Cut();
        return ValueTask.CompletedTask;
    }

    async Task AcceptAll()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // As asked.
        }
    }

    async Task Serve(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var (path, headers) = await ReadHead(connection.GetStream());
                using var node = new ClientWebSocket();
                node.Options.AddSubProtocol(headers["sec-websocket-protocol"]);
                await node.ConnectAsync(new Uri($"ws://{Target}{path}"), default);
                await connection.GetStream().WriteAsync(Answer(headers));
                using var client = WebSocket.CreateFromStream(connection.GetStream(),
                    new() { IsServer = true, SubProtocol = node.SubProtocol, KeepAliveInterval = TimeSpan.Zero });
                Interlocked.Increment(ref connections);
                (open[client], open[node]) = (true, true);
                await Task.WhenAll(Pass(client, node), Pass(node, client));
                open.TryRemove(client, out _);
                open.TryRemove(node, out _);
            }
            catch (Exception e) when (e is WebSocketException or IOException or KeyNotFoundException)
            {
                // No WebSocket, or no node: then there is no way.
            }
        }
    }

    async Task Pass(WebSocket from, WebSocket to)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (true)
            {
                var part = await from.ReceiveAsync(buffer.AsMemory(), default);
                if (part.MessageType == WebSocketMessageType.Close) break;
                await to.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, default);
                if (part.EndOfMessage) Interlocked.Increment(ref messages);
            }
            await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, default);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // One side is gone: so is the other.
            from.Abort();
            to.Abort();
        }
    }

    static async Task<(string Path, Dictionary<string, string> Headers)> ReadHead(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (head.Length == MaxHeadBytes || await stream.ReadAsync(one) == 0) throw new IOException("no head");
            head.Append((char)one[0]);
        }
        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(line => line[0].ToLowerInvariant(), line => line[1]);
        return (lines[0].Split(' ')[1], headers);
    }

    static byte[] Answer(Dictionary<string, string> headers)
    {
#pragma warning disable CA5350 // What RFC 6455 asks for.
        var proof = Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(
            Encoding.ASCII.GetBytes($"{headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Accept: {proof}\r\nSec-WebSocket-Protocol: {headers["sec-websocket-protocol"]}\r\n\r\n");
    }
}
