using System.Net.Sockets;

namespace ActorChat.Load.Wire;

/// <summary>Who gets what comes on a connection, on the loop's thread.</summary>
interface ILineSink
{
    /// <summary>One line of a message, without its line feed.</summary>
    void OnLine(ReadOnlySpan<byte> line);

    /// <summary>All that came at once has been handed over.</summary>
    void OnPause();

    /// <summary>The connection is over.</summary>
    void OnEnd();
}

/// <summary>
/// A WebSocket as a client sees it, reduced to what a node sends: whole frames without a mask. Lines are cut out of the bytes
/// where they lie; only a line that has not come whole is kept.
/// </summary>
/// <param name="socket">Upgraded.</param>
/// <param name="loop">Serves it.</param>
/// <param name="sink">Gets the lines.</param>
/// <param name="byAkka">Whether the lines go in messages of Akka.Remote.</param>
sealed class Connection(Socket socket, EventLoop loop, ILineSink sink, bool byAkka = false) : IDisposable
{
    const int Close = 8, Ping = 9;

    AkkaSession? akka;
    byte[] rest = [];
    int restLength;
    byte[] waiting = [];
    long frameLeft;
    bool isLastOfMessage;

    /// <summary>The system's number for the socket.</summary>
    public int File { get; } = (int)socket.Handle;

    /// <summary>Its place among the loop's connections; set by the loop.</summary>
    public int Place { get; set; }

    /// <summary>Bytes received.</summary>
    public long Received { get; private set; }

    /// <summary>Shakes hands, where that is the way. On the loop's thread, once it is served.</summary>
    public void Begin()
    {
        if (!byAkka) return;
        akka = new(frame => Send(frame), sink);
        akka.Greet();
    }

    /// <summary>A line as it goes over this connection, which has a session.</summary>
    public byte[] Frame(ReadOnlySpan<byte> line) => akka?.Frame(line) ?? ClientFrame.Of(line);

    /// <summary>Sends a line, at the latest when there is a session. On the loop's thread.</summary>
    public void SendLine(byte[] line)
    {
        if (akka is { HasSession: false }) akka.Wait(line);
        else Send(Frame(line));
    }

    /// <summary>Sends bytes as they are; what the kernel does not take now goes out later. On the loop's thread.</summary>
    public void Send(ReadOnlySpan<byte> frames)
    {
        if (waiting.Length > 0)
        {
            waiting = [.. waiting, .. frames];
            return;
        }
        var taken = Native.Send(File, frames);
        if (taken < 0 || taken == frames.Length) return;
        waiting = frames[taken..].ToArray();
        loop.WatchWriting(this, true);
    }

    /// <summary>The kernel takes more.</summary>
    public void Flush()
    {
        var taken = Native.Send(File, waiting);
        waiting = taken < 0 ? [] : waiting[taken..];
        if (waiting.Length == 0) loop.WatchWriting(this, false);
    }

    /// <summary>Puts what was kept at the buffer's beginning.</summary>
    public int TakeRest(byte[] buffer)
    {
        rest.AsSpan(0, restLength).CopyTo(buffer);
        var length = restLength;
        restLength = 0;
        return length;
    }

    /// <summary>Keeps what can't be used yet.</summary>
    public void KeepRest(byte[] buffer, int from, int length)
    {
        if (rest.Length < length) rest = new byte[length + 256];
        buffer.AsSpan(from, length).CopyTo(rest);
        restLength = length;
    }

    /// <summary>Takes what came.</summary>
    public void OnBytes(byte[] buffer, int length)
    {
        Received += length;
        var at = 0;
        while (at < length && (frameLeft > 0 ? Take(buffer, ref at, length) : TakeHeader(buffer, ref at, length)))
        {
        }
        KeepRest(buffer, at, length - at);
        sink.OnPause();
    }

    /// <summary>The other side is gone.</summary>
    public void OnEnd()
    {
        Dispose();
        sink.OnEnd();
    }

    // False when it has not come whole.
    bool TakeHeader(byte[] buffer, ref int at, int length)
    {
        if (length - at < 2) return false;
        var (first, size, head) = (buffer[at], (long)(buffer[at + 1] & 0x7F), 2);
        if (size == 126)
        {
            if (length - at < 4) return false;
            (size, head) = ((buffer[at + 2] << 8) | buffer[at + 3], 4);
        }
        else if (size == 127)
        {
            if (length - at < 10) return false;
            (size, head) = (System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(buffer.AsSpan(at + 2)), 10);
        }
        var kind = first & 0x0F;
        if (kind > 2)
        {
            if (length - at < head + size) return false;
            if (kind == Ping) Send(ClientFrame.Pong(buffer.AsSpan(at + head, (int)size)));
            if (kind == Close) Send(ClientFrame.Close());
            at += head + (int)size;
            return true;
        }
        isLastOfMessage = (first & 0x80) != 0;
        frameLeft = size;
        at += head;
        return true;
    }

    bool Take(byte[] buffer, ref int at, int length)
    {
        if (akka is null) return TakeLines(buffer, ref at, length);
        if (length - at < frameLeft) return false;
        akka.Take(buffer.AsSpan(at, (int)frameLeft));
        at += (int)frameLeft;
        frameLeft = 0;
        return true;
    }

    // False when a line has not come whole.
    bool TakeLines(byte[] buffer, ref int at, int length)
    {
        var whole = length - at >= frameLeft;
        var part = buffer.AsSpan(at, whole ? (int)frameLeft : length - at);
        while (!part.IsEmpty)
        {
            var end = part.IndexOf((byte)'\n');
            if (end < 0 && !(whole && isLastOfMessage)) break;
            var line = end < 0 ? part : part[..end];
            if (!line.IsEmpty) sink.OnLine(line);
            var used = Math.Min(line.Length + 1, part.Length);
            part = part[used..];
            at += used;
            frameLeft -= used;
        }
        return part.IsEmpty;
    }

    public void Dispose() => socket.Dispose();
}
