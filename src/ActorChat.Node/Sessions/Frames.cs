using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>Frames for clients, each one line without its line feed.</summary>
public static class Frames
{
    /// <summary>A reply to the request with this id.</summary>
    public static byte[] Reply(long re, Reply reply) => Reply(re, JsonSerializer.SerializeToUtf8Bytes(reply, Wire.Lenient.Reply));

    /// <summary>A reply whose JSON object is already written.</summary>
    public static byte[] Reply(long re, ReadOnlySpan<byte> body)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"re\":{re},"));
        var frame = new byte[head.Length + body.Length - 1];
        head.CopyTo(frame, 0);
        body[1..].CopyTo(frame.AsSpan(head.Length));
        return frame;
    }

    /// <summary>A notice.</summary>
    public static byte[] Notice(Notice notice) => JsonSerializer.SerializeToUtf8Bytes(notice, Wire.Lenient.Notice);
}
