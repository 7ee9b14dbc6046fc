namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Whole numbers in seven bits a byte, the lowest first; all bytes but the last have the highest bit set (LEB128, unsigned).</summary>
static class Varint
{
    public static int LengthOf(long number)
    {
        var length = 1;
        for (var rest = (ulong)number >> 7; rest != 0; rest >>= 7) length++;
        return length;
    }

    /// <summary>Writes the number and moves on behind it.</summary>
    public static void Write(ref Span<byte> to, long number)
    {
        var rest = (ulong)number;
        var at = 0;
        for (; rest >= 0x80; rest >>= 7) to[at++] = (byte)(rest | 0x80);
        to[at++] = (byte)rest;
        to = to[at..];
    }

    /// <summary>Reads a number and moves on behind it.</summary>
    public static long Read(ref ReadOnlySpan<byte> from)
    {
        ulong number = 0;
        var at = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = from[at++];
            number |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) break;
        }
        from = from[at..];
        return (long)number;
    }
}
