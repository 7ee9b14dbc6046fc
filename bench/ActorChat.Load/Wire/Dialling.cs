using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorChat.Messages;

namespace ActorChat.Load.Wire;

/// <summary>
/// Connects and upgrades to a WebSocket, on the caller's thread: a socket that was once used asynchronously is watched by the runtime for
/// ever, beside the loop that serves it, at the cost of two changes of thread for all that comes.
/// </summary>
static class Dialling
{
    // Ports of one source address; then the next of the loopback network.
    const int ConnectionsPerSource = 20_000;

    /// <summary>A socket on which the first frame of the node comes next.</summary>
    /// <param name="address">HOST:PORT.</param>
    /// <param name="number">The connection's number: from which loopback address it comes.</param>
    /// <param name="byAkka">To the door for actor systems.</param>
    public static Socket Dial(string address, int number, bool byAkka = false)
    {
        var colon = address.LastIndexOf(':');
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var source = number / ConnectionsPerSource;
            if (source > 0) socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + source)]), 0));
            socket.Connect(
                IPAddress.Parse(address[..colon]), int.Parse(address[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
            Upgrade(socket, address, byAkka);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static void Upgrade(Socket socket, string address, bool byAkka)
    {
        var (path, subprotocol) = byAkka ? (ProtocolLimits.RemotePath, ProtocolLimits.RemoteSubprotocol)
            : (ProtocolLimits.WebSocketPath, ProtocolLimits.Subprotocol);
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
            $"Sec-WebSocket-Key: bG9hZC1nZW5lcmF0b3ItLQ==\r\nSec-WebSocket-Protocol: {subprotocol}\r\n\r\n"));
        // Byte by byte at its end, so that nothing of the first frame is taken.
        var head = new byte[2048];
        for (var length = 0; length < head.Length;)
        {
            var peeked = socket.Receive(head.AsSpan(length), SocketFlags.Peek);
            if (peeked == 0) break;
            var end = head.AsSpan(0, length + peeked).IndexOf("\r\n\r\n"u8);
            var take = end < 0 ? peeked : end + 4 - length;
            for (var taken = 0; taken < take;) taken += socket.Receive(head.AsSpan(length + taken, take - taken), SocketFlags.None);
            length += take;
            if (end < 0) continue;
            if (head.AsSpan().StartsWith("HTTP/1.1 101"u8)) return;
            throw new IOException($"{address} refused: {Encoding.ASCII.GetString(head, 0, length).Split('\r')[0]}");
        }
        throw new IOException($"{address} closed the connection");
    }
}
