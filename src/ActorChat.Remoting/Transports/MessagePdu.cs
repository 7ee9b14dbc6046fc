using System.Buffers.Binary;
using System.Text;

namespace ActorChat.Remoting.Transports;

/// <summary>
/// Writes what a session says to its client: the same as Akka.Remote would write, at once and in one piece. By its own way each message
/// would pass three mailboxes and be copied three times.
/// </summary>
static class MessagePdu
{
    // Tags of Protocol Buffers: eight times the field's number, and how it is written.
    const byte Field1Bytes = 0x0A, Field2Number = 0x10, Field2Bytes = 0x12, Field3Bytes = 0x1A, Field4Bytes = 0x22, Field5Fixed = 0x29;

    /// <summary>What a message's PDU has at most besides its body: two paths, and some thirty bytes of tags and lengths.</summary>
    public const int MaxHeadBytes = 512;

    /// <summary>Writes one; gives its length.</summary>
    /// <param name="room"><see cref="MaxHeadBytes"/> more than the body.</param>
    /// <param name="to">The path of who gets it, in ASCII.</param>
    /// <param name="from">That of who sends it.</param>
    /// <param name="manifest">The letter of <see cref="Serialization.ChatSerializer"/>.</param>
    /// <param name="body">What it writes.</param>
    public static int Write(Span<byte> room, string to, string from, string manifest, ReadOnlySpan<byte> body)
    {
        var content = body.IsEmpty ? 0 : Field(body.Length);
        var payload = content + 1 + Length(RemoteContract.SerializerId) + Field(manifest.Length);
        int toActor = Field(to.Length), fromActor = Field(from.Length);
        var envelope = Field(toActor) + Field(payload) + Field(fromActor) + 1 + sizeof(ulong);
        var rest = Begin(room, Field1Bytes, Field(envelope));
        rest = Begin(rest, Field2Bytes, envelope);
        rest = Text(Begin(rest, Field1Bytes, toActor), Field1Bytes, to);
        rest = Begin(rest, Field2Bytes, payload);
        if (content > 0) rest = Put(Begin(rest, Field1Bytes, body.Length), body);
        rest = Begin(rest, Field2Number, RemoteContract.SerializerId);
        rest = Text(rest, Field3Bytes, manifest);
        rest = Text(Begin(rest, Field4Bytes, fromActor), Field1Bytes, from);
        rest[0] = Field5Fixed;
        // Not one of those that are delivered in order and again.
        BinaryPrimitives.WriteUInt64LittleEndian(rest[1..], ulong.MaxValue);
        return room.Length - rest.Length + 1 + sizeof(ulong);
    }

    // Of a field with so many bytes: its tag, their number, and they.
    static int Field(int bytes) => 1 + Length(bytes) + bytes;

    static int Length(int number) => number < 1 << 7 ? 1 : number < 1 << 14 ? 2 : number < 1 << 21 ? 3 : 4;

    // A tag, and the number after it.
    static Span<byte> Begin(Span<byte> room, byte tag, int number)
    {
        var at = 0;
        room[at++] = tag;
        for (; number >= 1 << 7; number >>= 7) room[at++] = (byte)(number | (1 << 7));
        room[at++] = (byte)number;
        return room[at..];
    }

    static Span<byte> Text(Span<byte> room, byte tag, string text)
    {
        room = Begin(room, tag, text.Length);
        return room[Encoding.ASCII.GetBytes(text, room)..];
    }

    static Span<byte> Put(Span<byte> room, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(room);
        return room[bytes.Length..];
    }
}
