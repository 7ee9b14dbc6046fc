using System.Text.Json;
using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>
/// Reads plain messages, most of what clients ever send, without what the general way needs. Whatever is not as usual, be it only a field
/// more, it leaves to that.
/// </summary>
public static class PostReader
{
    /// <summary>The message; null when the general way has to say what this is.</summary>
    public static Request? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return ReadPost(line);
        }
        catch (Exception unusual) when (unusual is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static Post? ReadPost(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        long? id = null;
        string? type = null, room = null, text = null, key = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRead = reader.ValueTextEquals("id"u8) ? Number(ref reader, ref id)
                : reader.ValueTextEquals("type"u8) ? Text(ref reader, ref type) && type == "post"
                : reader.ValueTextEquals("room"u8) ? Text(ref reader, ref room)
                : reader.ValueTextEquals("text"u8) ? Text(ref reader, ref text)
                : reader.ValueTextEquals("key"u8) && Text(ref reader, ref key);
            if (!isRead) return null;
        }
        return type is not null && id is >= 0 && room is not null && text is not null && key is not null && !reader.Read()
            ? new Post(room, text, key) { Id = id.Value } : null;
    }

    // False when it is there already, or no text.
    static bool Text(ref Utf8JsonReader reader, ref string? field)
    {
        if (field is not null || !reader.Read() || reader.TokenType != JsonTokenType.String) return false;
        field = reader.GetString();
        return true;
    }

    static bool Number(ref Utf8JsonReader reader, ref long? field)
    {
        if (field is not null || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number))
        {
            return false;
        }
        field = number;
        return true;
    }
}
