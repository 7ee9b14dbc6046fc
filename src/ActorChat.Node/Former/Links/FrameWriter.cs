using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ActorChat.Node.Former.Links;

/// <summary>
/// Writes the fields of a link frame: a kind byte, then numbers as 8 bytes little-endian, texts and bytes with their length before them. Each thread
/// has one that it uses again, so that a frame costs nothing but its own bytes.
/// </summary>
sealed class FrameWriter
{
    // A writer that has grown beyond this is not kept.
    const int KeptBytes = 128 << 10;

    [ThreadStatic]
    static FrameWriter? free;

    readonly ArrayBufferWriter<byte> buffer = new(1024);

    FrameWriter()
    {
    }

    /// <summary>Begins a frame; what was begun on this thread and never ended does not count.</summary>
    public static FrameWriter Begin(FrameKind kind)
    {
        var writer = free ?? new();
        free = null;
        writer.buffer.ResetWrittenCount();
        return writer.Byte((byte)kind);
    }

    /// <summary>The frame. The writer must not be used any more.</summary>
    public byte[] End()
    {
        var frame = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= KeptBytes) free = this;
        return frame;
    }

    public FrameWriter Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
        return this;
    }

    public FrameWriter Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
        return this;
    }

    public FrameWriter Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        buffer.Advance(Encoding.UTF8.GetBytes(value, buffer.GetSpan(Math.Max(length, 1))));
        return this;
    }

    public FrameWriter Texts(IReadOnlyCollection<string> values)
    {
        Number(values.Count);
        foreach (var value in values) Text(value);
        return this;
    }

    public FrameWriter Bytes(ReadOnlyMemory<byte> value)
    {
        Number(value.Length);
        buffer.Write(value.Span);
        return this;
    }
}

/// <summary>Reads what <see cref="FrameWriter"/> wrote, front to back.</summary>
/// <exception cref="InvalidDataException">A length that does not fit: the peer is not what it should be.</exception>
sealed class FrameReader(ReadOnlyMemory<byte> frame)
{
    ReadOnlyMemory<byte> rest = frame;

    public byte Byte() => Take(1).Span[0];

    public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(8).Span);

    public string Text() => Encoding.UTF8.GetString(Take(Number()).Span);

    public string[] Texts()
    {
        var texts = new string[Count(8)];
        for (var i = 0; i < texts.Length; i++) texts[i] = Text();
        return texts;
    }

    public ReadOnlyMemory<byte> Bytes() => Take(Number());

    /// <summary>How many items of a list follow, each of so many bytes at least.</summary>
    public int Count(int itemBytes)
    {
        var count = Number();
        if (count < 0 || count > rest.Length / itemBytes) throw new InvalidDataException("A list on a link is longer than its frame.");
        return (int)count;
    }

    ReadOnlyMemory<byte> Take(long length)
    {
        if (length < 0 || length > rest.Length) throw new InvalidDataException("A field on a link is longer than its frame.");
        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }
}

/// <summary>What a link frame is. The numbers are the wire format.</summary>
enum FrameKind : byte
{
    /// <summary>number, entity, milliseconds that the asker waits, command</summary>
    Ask = 1,

    /// <summary>number, status, reply</summary>
    Answer = 2,

    /// <summary>number, feed, labels</summary>
    Follow = 3,

    /// <summary>number, status, head, labels online</summary>
    FollowAnswer = 4,

    /// <summary>feed, labels added, labels removed</summary>
    Relabel = 5,

    /// <summary>feed</summary>
    Unfollow = 6,

    /// <summary>feed, head that the relay has: asks whether it still counts as a follower</summary>
    Check = 7,

    /// <summary>feed: the relay does not count as a follower, or has missed something; it follows anew</summary>
    Refollow = 8,

    /// <summary>feed, first sequence number, frames one a line, where each ends, whom each expels ("" for nobody; none when nobody at all)</summary>
    Events = 9,

    /// <summary>feed, labels online, labels offline</summary>
    Labels = 10,

    /// <summary>Letters for shards of the receiver were committed.</summary>
    LettersWaiting = 11,

    /// <summary>Somebody came or left, or shards changed owner: look at the store.</summary>
    ClusterChanged = 12,

    /// <summary>feed, signal for all who follow it: to its owner</summary>
    Signal = 13,

    /// <summary>feed, signal: from its owner, to those who follow it</summary>
    Signalled = 14,

    /// <summary>Asks whether the receiver lives.</summary>
    Pulse = 15,

    /// <summary>It does.</summary>
    PulseAnswer = 16,
}
