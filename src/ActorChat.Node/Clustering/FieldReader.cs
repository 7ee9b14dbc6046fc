using System.Buffers.Binary;
using System.Text;

namespace ActorChat.Node.Clustering;

/// <summary>Reads what <see cref="FieldWriter"/> wrote, front to back.</summary>
/// <exception cref="InvalidDataException">A length that does not fit: the peer is not what it should be.</exception>
sealed class FieldReader(ReadOnlyMemory<byte> frame)
{
    ReadOnlyMemory<byte> rest = frame;

    /// <summary>Whether there is nothing more: what older versions did not write is missing there.</summary>
    public bool IsAtEnd => rest.IsEmpty;

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
        if (count < 0 || count > rest.Length / itemBytes)
        {
            throw new InvalidDataException("A list between nodes is longer than its message.");
        }
        return (int)count;
    }

    ReadOnlyMemory<byte> Take(long length)
    {
        if (length < 0 || length > rest.Length) throw new InvalidDataException("A field between nodes is longer than its message.");
        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }
}
