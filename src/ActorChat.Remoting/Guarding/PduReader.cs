using System.Buffers.Binary;

namespace ActorChat.Remoting.Guarding;

/// <summary>
/// Reads the few forms of Protocol Buffers that a PDU has, from any bytes, without an exception: what can't be read gives nothing, and
/// <see cref="Failed"/>.
/// </summary>
ref struct PduReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> rest = bytes;

    /// <summary>Whether something could not be read.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether all could be read and nothing is left.</summary>
    public readonly bool IsDone => !Failed && rest.IsEmpty;

    /// <summary>Takes a field's tag, if it is the next. None here is longer than a byte.</summary>
    public bool Take(byte tag)
    {
        if (Failed || rest.IsEmpty || rest[0] != tag) return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>A number.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < Math.Min(rest.Length, 10); i++)
        {
            value |= (ulong)(rest[i] & 127) << (7 * i);
            if (rest[i] >= 128) continue;
            rest = rest[(i + 1)..];
            return value;
        }
        return Fail();
    }

    /// <summary>Bytes with their length before them.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = Varint();
        if (Failed || length > (ulong)rest.Length)
        {
            Fail();
            return [];
        }
        var bytes = rest[..(int)length];
        rest = rest[(int)length..];
        return bytes;
    }

    /// <summary>A number of eight bytes.</summary>
    public ulong Fixed64()
    {
        if (Failed || rest.Length < sizeof(ulong)) return Fail();
        var value = BinaryPrimitives.ReadUInt64LittleEndian(rest);
        rest = rest[sizeof(ulong)..];
        return value;
    }

    ulong Fail()
    {
        Failed = true;
        rest = [];
        return 0;
    }
}
