using System.Buffers.Binary;

namespace ActorChat.Load.Wire;

/// <summary>Frames as a client sends them. The mask is four zero bytes, which is legal and leaves the text as it is.</summary>
static class ClientFrame
{
    /// <summary>Bytes before the text, for texts of 126 to 65,535 bytes.</summary>
    public const int LongHead = 8;

    const byte Text = 0x81, BinaryCode = 0x82, PongCode = 0x8A, CloseCode = 0x88, Masked = 0x80;

    public static byte[] Of(ReadOnlySpan<byte> text) => Of(Text, text);

    public static byte[] Binary(ReadOnlySpan<byte> bytes) => Of(BinaryCode, bytes);

    static byte[] Of(byte kind, ReadOnlySpan<byte> text)
    {
        var head = text.Length < 126 ? 6 : LongHead;
        var frame = new byte[head + text.Length];
        frame[0] = kind;
        if (head == LongHead)
        {
            frame[1] = Masked | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)text.Length);
        }
        else
        {
            frame[1] = (byte)(Masked | text.Length);
        }
        text.CopyTo(frame.AsSpan(head));
        return frame;
    }

    public static byte[] Pong(ReadOnlySpan<byte> payload)
    {
        var frame = new byte[6 + payload.Length];
        frame[0] = PongCode;
        frame[1] = (byte)(Masked | payload.Length);
        payload.CopyTo(frame.AsSpan(6));
        return frame;
    }

    public static byte[] Close() => [CloseCode, Masked | 2, 0, 0, 0, 0, 0x03, 0xE8];
}
