using System.Buffers;
using System.Text.Json;
using ActorChat.Node.Stores;
using ActorChat.Node.Kinds;

namespace ActorChat.Node.Handlers;

/// <summary>Pages of events as the journal's own bytes.</summary>
static class HistoryParts
{
    /// <summary>The reply with the newest events of a page that fit, oldest first.</summary>
    /// <param name="type">The reply's.</param>
    /// <param name="feed">As clients see it.</param>
    /// <param name="message">The message that the page belongs to, if it belongs to one.</param>
    /// <param name="page">Oldest first; one more than the limit when there are older ones.</param>
    /// <param name="limit">Most events.</param>
    /// <param name="maxBytes">Most bytes of events; one always fits.</param>
    /// <param name="asOf">What the page knows of.</param>
    public static byte[] Write(
        string type, string feed, StoredEvent? message, IReadOnlyList<StoredEvent> page, int limit, int maxBytes, long asOf)
    {
        var frames = new List<ReadOnlyMemory<byte>>(limit);
        var bytes = 0;
        for (var i = page.Count - 1; i >= 0 && frames.Count < limit; i--)
        {
            var frame = FeedFormat.Frame(feed, page[i]);
            bytes += frame.Length;
            if (bytes > maxBytes && frames.Count > 0) break;
            frames.Add(frame);
        }
        frames.Reverse();
        return Write(type, feed, message, frames, frames.Count < page.Count, asOf);
    }

    /// <summary>The reply with these events, which are finished already.</summary>
    public static byte[] Write(
        string type, string feed, StoredEvent? message, IReadOnlyList<ReadOnlyMemory<byte>> frames, bool more, long asOf)
    {
        var buffer = new ArrayBufferWriter<byte>(frames.Sum(one => one.Length + 1) + 256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("feed"u8, JsonEncodedText.Encode(feed, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
        if (message is not null)
        {
            json.WritePropertyName("message"u8);
            json.WriteRawValue(FeedFormat.Frame(feed, message).Span, skipInputValidation: true);
        }
        json.WriteStartArray("events"u8);
        foreach (var frame in frames) json.WriteRawValue(frame.Span, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteBoolean("more"u8, more);
        json.WriteNumber("asOf"u8, asOf);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
