using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ActorChat.Node.Doors;

/// <summary>
/// A socket as the stream that a WebSocket wants: it reads a few bytes at a time, so what has come is taken in one call and handed on from
/// a buffer, which is held only while something is left in it. Only asynchronous. For one reader and one writer; disposing it ends both.
/// </summary>
/// <param name="socket">Connected, and not blocking.</param>
sealed class SocketStream(Socket socket) : Stream
{
    const int BufferBytes = 4096;

    // What has come and was not asked for yet; null when there is none. Only the reader looks at it.
    byte[]? buffer;
    int start, end;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits for bytes, also when there is no room for any: then it only says that there are some.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> room, CancellationToken cancellationToken = default)
    {
        if (buffer is not null) return new(HandOut(room.Span));
        if (room.IsEmpty || room.Length >= BufferBytes) return socket.ReceiveAsync(room, SocketFlags.None, cancellationToken);
        return ReadThrough(room, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        // Nearly always there is room for all of it: then nothing has to be kept for waiting.
        var sent = socket.Send(bytes.Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock)) throw new SocketException((int)error);
        return sent == bytes.Length ? ValueTask.CompletedTask : SendRest(bytes[sent..], cancellationToken);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush()
    {
        // What is written has been sent.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) socket.Dispose();
        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<int> ReadThrough(Memory<byte> room, CancellationToken cancel)
    {
        var rented = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            (start, end) = (0, await socket.ReceiveAsync(rented.AsMemory(), SocketFlags.None, cancel));
            (buffer, rented) = (rented, null);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
        return HandOut(room.Span);
    }

    async ValueTask SendRest(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancel)..];
    }

    int HandOut(Span<byte> room)
    {
        var count = Math.Min(end - start, room.Length);
        buffer.AsSpan(start, count).CopyTo(room);
        start += count;
        if (start < end) return count;
        ArrayPool<byte>.Shared.Return(buffer!);
        buffer = null;
        return count;
    }
}
