using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Writes the fields of a message between nodes: numbers as 8 bytes little-endian, texts and bytes with their length before them. Each
/// thread has one that it uses again, so that a message costs nothing but its own bytes.
/// </summary>
sealed class FieldWriter
{
    // A writer that has grown beyond this is not kept.
    const int KeptBytes = 128 << 10;

    [ThreadStatic]
    static FieldWriter? free;

    readonly ArrayBufferWriter<byte> buffer = new(1024);

    FieldWriter()
    {
    }

    /// <summary>Begins a message; what was begun on this thread and never ended does not count.</summary>
    public static FieldWriter Begin()
    {
        var writer = free ?? new();
        free = null;
        writer.buffer.ResetWrittenCount();
        return writer;
    }

    /// <summary>The message. The writer must not be used any more.</summary>
    public byte[] End()
    {
        var frame = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= KeptBytes) free = this;
        return frame;
    }

    public FieldWriter Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
        return this;
    }

    public FieldWriter Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
        return this;
    }

    public FieldWriter Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        buffer.Advance(Encoding.UTF8.GetBytes(value, buffer.GetSpan(Math.Max(length, 1))));
        return this;
    }

    public FieldWriter Texts(IReadOnlyCollection<string> values)
    {
        Number(values.Count);
        foreach (var value in values) Text(value);
        return this;
    }

    public FieldWriter Bytes(ReadOnlyMemory<byte> value)
    {
        Number(value.Length);
        buffer.Write(value.Span);
        return this;
    }
}
