using System.Buffers;
using System.Net.WebSockets;
using Google.Protobuf;

namespace ActorChat.Remoting.Transports;

/// <summary>Takes PDUs from a WebSocket: one binary message each. A connection on which nothing comes holds no buffer.</summary>
sealed class PduReceiver(WebSocket socket, TimeProvider time)
{
    // Begun PDUs hold a buffer: one that does not end is no slow line, but somebody who wants the buffer held.
    static readonly TimeSpan PduTimeout = TimeSpan.FromSeconds(20);

    const int FirstBytes = 2048;

    /// <summary>What is wrong with what came, after <see cref="Next"/> has given nothing; null when the other side has closed.</summary>
    public string? Wrong { get; private set; }

    /// <summary>The next PDU; null when there will be no more.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async ValueTask<ByteString?> Next()
    {
        var next = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (next.MessageType == WebSocketMessageType.Close) return null;
        if (next.MessageType != WebSocketMessageType.Binary) return Refuse("messages are binary");
        return next.EndOfMessage ? ByteString.Empty : await Rest();
    }

    async ValueTask<ByteString?> Rest()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        ITimer? patience = null;
        try
        {
            for (var length = 0; ;)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                var receiving = socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (!receiving.IsCompleted) patience ??= time.CreateTimer(_ => socket.Abort(), null, PduTimeout, Timeout.InfiniteTimeSpan);
                var part = await receiving;
                if (part.MessageType == WebSocketMessageType.Close) return null;
                length += part.Count;
                if (length > RemoteContract.MaxPduBytes) return Refuse("too large");
                if (part.EndOfMessage) return ByteString.CopyFrom(buffer, 0, length);
            }
        }
        finally
        {
            if (patience is not null) await patience.DisposeAsync();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    ByteString? Refuse(string why)
    {
        Wrong = why;
        return null;
    }

    static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
