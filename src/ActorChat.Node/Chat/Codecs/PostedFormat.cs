using ActorChat.Messages;

namespace ActorChat.Node.Chat.Codecs;

/// <summary>Plain messages, most of what is ever committed, written without what the general way needs. The same bytes.</summary>
static class PostedFormat
{
    /// <summary>As <see cref="Wire.Lenient"/> writes it, without its place.</summary>
    public static byte[] Write(Posted plain)
    {
        var writer = JsonScratch.Begin();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "posted"u8);
        writer.WriteString("by"u8, plain.By);
        writer.WriteString("text"u8, plain.Text);
        writer.WriteNumber("ordinal"u8, plain.Ordinal);
        writer.WriteString("key"u8, plain.Key);
        writer.WriteEndObject();
        return JsonScratch.End();
    }
}
