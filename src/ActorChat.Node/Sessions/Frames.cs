using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>Frames for clients, each one line without its line feed.</summary>
public static class Frames
{
    // By hand, as by far the most frequent; a test holds that it is the serialiser's to the letter.
    static byte[] Posted(long re, long seq)
    {
        Span<byte> room = stackalloc byte[MaxHeadBytes * 3];
        Utf8.TryWrite(room, CultureInfo.InvariantCulture, $"{{\"re\":{re},\"type\":\"posted\",\"seq\":{seq}}}", out var written);
        return room[..written].ToArray();
    }

    // The number of a request has at most 20 characters.
    const int MaxHeadBytes = 32;

    /// <summary>A reply to the request with this id.</summary>
    public static byte[] Reply(long re, Reply reply) => reply is PostedReply posted
        ? Posted(re, posted.Seq)
        : Reply(re, JsonSerializer.SerializeToUtf8Bytes(reply, Wire.Lenient.Reply));

    /// <summary>A reply whose JSON object is already written.</summary>
    public static byte[] Reply(long re, ReadOnlySpan<byte> body)
    {
        Span<byte> room = stackalloc byte[MaxHeadBytes];
        Utf8.TryWrite(room, CultureInfo.InvariantCulture, $"{{\"re\":{re},", out var written);
        var head = room[..written];
        var frame = new byte[head.Length + body.Length - 1];
        head.CopyTo(frame);
        body[1..].CopyTo(frame.AsSpan(head.Length));
        return frame;
    }

    /// <summary>A notice.</summary>
    public static byte[] Notice(Notice notice) => JsonSerializer.SerializeToUtf8Bytes(notice, Wire.Lenient.Notice);
}
