using System.Text.Json;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Codecs;

/// <summary>
/// A plain message on its way to its room on another node, and the answer on its way back: most of what crosses links, written and read
/// without what the general way needs. The bytes are those of <see cref="ChatJson"/>; whatever is not as usual is left to that.
/// </summary>
public static class PostCrossing
{
    /// <summary>The command's bytes; null when it is not plain.</summary>
    public static byte[]? Write(Command command)
    {
        if (command is not Act { Request: Post { File: null } post, File: null, Once: false, Silence: null, Message: null,
            AsOperator: false } act)
        {
            return null;
        }
        var writer = JsonScratch.Begin();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "act"u8);
        writer.WriteString("by"u8, act.By);
        writer.WriteStartObject("request"u8);
        writer.WriteString("type"u8, "post"u8);
        writer.WriteNumber("id"u8, post.Id);
        writer.WriteString("room"u8, post.Room);
        writer.WriteString("text"u8, post.Text);
        writer.WriteString("key"u8, post.Key);
        writer.WriteNull("file"u8);
        writer.WriteEndObject();
        writer.WriteNull("file"u8);
        writer.WriteEndObject();
        return JsonScratch.End();
    }

    /// <summary>The answer's bytes; null when it is not plain.</summary>
    public static byte[]? Write(Answer answer)
    {
        if (answer is not ForClient { Reply: PostedReply { Re: 0 } posted }) return null;
        var writer = JsonScratch.Begin();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "for-client"u8);
        writer.WriteStartObject("reply"u8);
        writer.WriteString("type"u8, "posted"u8);
        writer.WriteNumber("seq"u8, posted.Seq);
        writer.WriteEndObject();
        writer.WriteEndObject();
        return JsonScratch.End();
    }

    /// <summary>The command of such bytes; null when they are not as <see cref="Write(Command)"/> writes them.</summary>
    public static Command? ReadCommand(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        return Opens(ref reader) && Is(ref reader, "type"u8, "act"u8)
            && Text(ref reader, "by"u8) is { } by
            && Opens(ref reader, "request"u8) && Is(ref reader, "type"u8, "post"u8)
            && Number(ref reader, "id"u8) is { } id
            && Text(ref reader, "room"u8) is { } room && Text(ref reader, "text"u8) is { } text && Text(ref reader, "key"u8) is { } key
            && IsNull(ref reader, "file"u8) && Closes(ref reader)
            && IsNull(ref reader, "file"u8) && Closes(ref reader)
            ? new Act(by, new Post(room, text, key) { Id = id })
            : null;
    }

    /// <summary>The answer of such bytes; null when they are not as <see cref="Write(Answer)"/> writes them.</summary>
    public static Answer? ReadAnswer(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        return Opens(ref reader) && Is(ref reader, "type"u8, "for-client"u8)
            && Opens(ref reader, "reply"u8) && Is(ref reader, "type"u8, "posted"u8)
            && Number(ref reader, "seq"u8) is { } seq
            && Closes(ref reader) && Closes(ref reader)
            ? new ForClient(new PostedReply(seq))
            : null;
    }

    static bool Opens(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    static bool Opens(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => Names(ref reader, name) && Opens(ref reader);

    static bool Closes(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.EndObject;

    static bool Names(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name);

    static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        Names(ref reader, name) && reader.Read() && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(value);

    static bool IsNull(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        Names(ref reader, name) && reader.Read() && reader.TokenType == JsonTokenType.Null;

    static long? Number(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        Names(ref reader, name) && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number
            : null;

    static string? Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        Names(ref reader, name) && reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
}
