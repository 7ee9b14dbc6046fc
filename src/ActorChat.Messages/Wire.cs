using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>
/// The JSON of the contract. Requests are read strictly; replies, events and notices leniently, so that an older client meets a newer
/// node.
/// </summary>
public static class Wire
{
    /// <summary>For what clients send: a missing, wrong or extra field throws <see cref="JsonException"/>.</summary>
    public static StrictJson Strict { get; } = new(new JsonSerializerOptions(WireOptions.Base)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Converters = { new InstantConverter() },
    });

    /// <summary>For what nodes send, and for the journal.</summary>
    public static LenientJson Lenient { get; } = new(new JsonSerializerOptions(WireOptions.Base));

    /// <summary>One frame from a node: a <see cref="Reply"/>, an <see cref="Event"/> or a <see cref="Notice"/>.</summary>
    /// <exception cref="JsonException">Not JSON, or not a frame.</exception>
    public static object Read(ReadOnlySpan<byte> line) => KindOf(line) switch
    {
        FrameKind.Reply => JsonSerializer.Deserialize(line, Lenient.Reply)!,
        FrameKind.Event => JsonSerializer.Deserialize(line, Lenient.Event)!,
        _ => JsonSerializer.Deserialize(line, Lenient.Notice)!,
    };

    /// <summary>One request as a client sends it, without the line feed.</summary>
    public static byte[] Write(Request request) => JsonSerializer.SerializeToUtf8Bytes(request, Strict.Request);

    // A reply is known by "re" or by lacking both other marks, an event by "seq" with "feed" and "at"; only the top level counts.
    static FrameKind KindOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        bool feed = false, seq = false, at = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.ValueTextEquals("re"u8)) return FrameKind.Reply;
            feed |= reader.ValueTextEquals("feed"u8);
            seq |= reader.ValueTextEquals("seq"u8);
            at |= reader.ValueTextEquals("at"u8);
            if (feed && seq && at) return FrameKind.Event;
            reader.Skip();
        }
        return FrameKind.Notice;
    }

    enum FrameKind { Reply, Event, Notice }
}

static class WireOptions
{
    public static JsonSerializerOptions Base { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <summary>Source-generated JSON of requests.</summary>
[JsonSerializable(typeof(Request))]
public sealed partial class StrictJson : JsonSerializerContext;

/// <summary>Source-generated JSON of replies, events and notices.</summary>
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(Notice))]
public sealed partial class LenientJson : JsonSerializerContext;
