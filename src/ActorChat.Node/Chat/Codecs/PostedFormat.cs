using System.Buffers;
using System.Text.Json;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Codecs;

/// <summary>Plain messages, most of what is ever committed, written without what the general way needs. The same bytes.</summary>
static class PostedFormat
{
    [ThreadStatic]
    static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) mine;

    /// <summary>As <see cref="Wire.Lenient"/> writes it, without its place.</summary>
    public static byte[] Write(Posted plain)
    {
        if (mine.Writer is null)
        {
            var room = new ArrayBufferWriter<byte>(ProtocolLimits.MaxTextChars);
            mine = (room, new(room, new JsonWriterOptions { Encoder = Wire.Lenient.Options.Encoder, SkipValidation = true }));
        }
        var (buffer, writer) = mine;
        // First, so that nothing is left of a write that failed.
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "posted"u8);
        writer.WriteString("by"u8, plain.By);
        writer.WriteString("text"u8, plain.Text);
        writer.WriteNumber("ordinal"u8, plain.Ordinal);
        writer.WriteString("key"u8, plain.Key);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
