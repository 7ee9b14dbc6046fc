using ActorChat.Messages;

namespace ActorChat.Node.Doors.Http;

/// <summary>A published file as a stream that can be read from any place: holds one chunk at a time.</summary>
/// <param name="size">Bytes of the whole file.</param>
/// <param name="load">Gets a chunk by its index.</param>
sealed class ChunkStream(long size, Func<int, Task<byte[]>> load) : Stream
{
    byte[] chunk = [];
    long chunkIndex = -1, position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => size;

    /// <inheritdoc/>
    public override long Position
    {
        get => position;
        set => position = value is >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= size || buffer.IsEmpty) return 0;
        var (index, offset) = Math.DivRem(position, ProtocolLimits.FileChunkBytes);
        if (index != chunkIndex) (chunk, chunkIndex) = (await load((int)index), index);
        var count = (int)Math.Min(buffer.Length, chunk.Length - offset);
        chunk.AsMemory((int)offset, count).CopyTo(buffer);
        position += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => position,
        _ => size,
    };

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It waits for the store.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
