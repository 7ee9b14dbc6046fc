using System.Buffers;
using System.Text.Json;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Codecs;

/// <summary>Each thread's own writer of small JSON objects, used again and again; escapes as the contract's JSON does.</summary>
static class JsonScratch
{
    [ThreadStatic]
    static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) mine;

    /// <summary>A writer in which nothing is left of what was written before, also if that failed.</summary>
    public static Utf8JsonWriter Begin()
    {
        if (mine.Writer is null)
        {
            var room = new ArrayBufferWriter<byte>(ProtocolLimits.MaxTextChars);
            mine = (room, new(room, new JsonWriterOptions { Encoder = Wire.Lenient.Options.Encoder, SkipValidation = true }));
        }
        mine.Buffer.ResetWrittenCount();
        mine.Writer.Reset(mine.Buffer);
        return mine.Writer;
    }

    /// <summary>What was written since.</summary>
    public static byte[] End()
    {
        mine.Writer.Flush();
        return mine.Buffer.WrittenSpan.ToArray();
    }
}
