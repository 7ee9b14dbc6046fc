using System.Text;
using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// A request's JSON object as HTTP clients send it: what the path says already may be left out, and so may the key of a message. Made
/// whole, it is what a WebSocket client sends.
/// </summary>
static class RequestBody
{
    /// <summary>The whole object; a broken one stays as it is, for the reader to say what is wrong.</summary>
    /// <param name="body">As it came; nothing at all counts as an object without fields.</param>
    /// <param name="type">The path's request type, which the contract knows.</param>
    /// <param name="key">For a request that needs a key, one to take when it names none; else null.</param>
    public static (ReadOnlyMemory<byte> Json, Error? Fault) Complete(ReadOnlyMemory<byte> body, string type, string? key)
    {
        body = body[^RequestReader.WithoutMark(body.Span).Length..];
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty) body = "{}"u8.ToArray();
        if (Look(body.Span) is not { } seen) return (body, null);
        if (seen.Type is { } named && named != type) return (body, OtherType(type));
        var missing = new StringBuilder();
        if (seen.Type is null) missing.Append("\"type\":\"").Append(type).Append('"');
        if (key is not null && !seen.HasKey) missing.Append(missing.Length > 0 ? "," : "").Append("\"key\":\"").Append(key).Append('"');
        if (missing.Length == 0) return (body, null);
        if (!seen.IsEmpty) missing.Append(',');
        return ((byte[])[.. body.Span[..seen.Inside], .. Encoding.ASCII.GetBytes(missing.ToString()), .. body.Span[seen.Inside..]], null);
    }

    /// <param name="Inside">Where the object's fields begin.</param>
    /// <param name="Type">What the field "type" says; null when there is none.</param>
    /// <param name="HasKey">Whether there is a field "key".</param>
    /// <param name="IsEmpty">Whether it has no field.</param>
    readonly record struct Seen(int Inside, string? Type, bool HasKey, bool IsEmpty);

    static Seen? Look(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            var seen = new Seen((int)reader.BytesConsumed, null, false, IsEmpty: true);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isType, isKey) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("key"u8));
                reader.Read();
                seen = seen with { IsEmpty = false, HasKey = seen.HasKey || isKey };
                if (isType) seen = seen with { Type = reader.TokenType == JsonTokenType.String ? reader.GetString() : "" };
                reader.Skip();
            }
            return seen;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static Error OtherType(string type) =>
        new(ErrorCodes.BadField, $"the path says \"{type}\" and the field \"type\" does not: leave the field out.");
}
