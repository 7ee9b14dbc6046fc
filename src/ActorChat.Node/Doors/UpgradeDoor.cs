using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace ActorChat.Node.Doors;

/// <summary>
/// Takes WebSockets before the server does: all that it keeps for a connection and its request would stand for as long as the client is
/// connected (half of what an idle session takes), and every message would pass through it. It looks at what a connection says first
/// without taking it; everything else, and every request to upgrade that is not plainly to be granted, goes on to the server as if nobody
/// had looked.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="isSecure">Whether clients come with TLS: then none is a WebSocket's at first sight, and one that speaks without it is
/// told so.</param>
/// <param name="maxSilent">Connections that have said nothing yet and are waited for; what is beyond goes to the server at once, whose
/// limits are as they are.</param>
sealed class UpgradeDoor(TimeProvider time, int maxSilent, bool isSecure = false)
{
    // A connection that says nothing is the server's to time out.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    int silent;

    /// <summary>Where sessions are served; set before the first connection comes.</summary>
    public IReadOnlyList<SocketDoor> Doors { get; set; } = [];

    // The first byte of TLS: a record of its handshake.
    const byte TlsHandshake = 22;

    // What RFC 2817 has for it; a client of ours knows it by the header, and people by the sentence.
    static readonly byte[] TlsOnly = Encoding.ASCII.GetBytes(
        "HTTP/1.1 426 Upgrade Required\r\nUpgrade: TLS/1.2, HTTP/1.1\r\nConnection: Upgrade, close\r\nContent-Type: text/plain\r\n"
        + $"Content-Length: {TlsOnlySentence.Length}\r\n\r\n{TlsOnlySentence}");

    const string TlsOnlySentence = "this port speaks TLS only: connect by https:// or wss://.\n";

    /// <summary>
    /// Takes a connection if it is a WebSocket's: it is served from now on. False, and nothing done to it, when it is another's.
    /// </summary>
    /// <exception cref="SocketException">The connection broke before it was taken.</exception>
    /// <exception cref="IOException">The same.</exception>
    public async Task<bool> TryTake(Socket connection)
    {
        if (isSecure) return await TryRefusePlain(connection);
        if (await Look(connection, UpgradeRequest.Read) is not { } request
            || Doors.FirstOrDefault(door => door.Path == request.Path) is not { } door)
        {
            return false;
        }
        if (door.TryBegin(AddressOf(connection)) is not { } session) return false;
        var socket = await door.Accept(session, () => Grant(connection, request, door));
        // A task of its own: nothing of how it began is kept for as long as it lasts.
        _ = door.Serve(session, socket);
        return true;
    }

    static async Task<WebSocket> Grant(Socket connection, UpgradeRequest request, SocketDoor door)
    {
        connection.Blocking = false;
        var stream = new SocketStream(connection);
        var taken = new byte[request.Length];
        await stream.ReadExactlyAsync(taken);
        await stream.WriteAsync(Answer(request.Key, door.Subprotocol));
        return WebSocket.CreateFromStream(stream, door.Options());
    }

    async Task<bool> TryRefusePlain(Socket connection)
    {
        if (await Look<int>(connection, head => head is [] or [TlsHandshake, ..] ? null : head.Length) is not { } length) return false;
        // Taken first: to close with something unread would take back the answer.
        await connection.ReceiveAsync(new byte[length]);
        await connection.SendAsync(TlsOnly);
        connection.Shutdown(SocketShutdown.Send);
        connection.Dispose();
        return true;
    }

    delegate T? Reading<T>(ReadOnlySpan<byte> head) where T : struct;

    // What is read in a connection's first bytes; null also when there are none in time.
    async Task<T?> Look<T>(Socket connection, Reading<T> read) where T : struct
    {
        var head = ArrayPool<byte>.Shared.Rent(UpgradeRequest.MaxBytes);
        using var timeout = new CancellationTokenSource(Patience, time);
        try
        {
            if (Interlocked.Increment(ref silent) > maxSilent) return null;
            // Looked at, not taken: whoever serves the connection reads it again.
            var length = await connection.ReceiveAsync(head.AsMemory(0, UpgradeRequest.MaxBytes), SocketFlags.Peek, timeout.Token);
            return read(head.AsSpan(0, length));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref silent);
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    static string AddressOf(Socket connection) =>
        connection.RemoteEndPoint is IPEndPoint client ? HostPort.Format(client.Address, client.Port) : "";

    static byte[] Answer(string key, string subprotocol)
    {
#pragma warning disable CA5350 // What RFC 6455 asks for; nothing is kept secret by it.
        var proof = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
                + $"{proof}\r\nSec-WebSocket-Protocol: {subprotocol}\r\n\r\n");
    }
}
