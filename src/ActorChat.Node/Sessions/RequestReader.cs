using System.Collections.Frozen;
using System.Text.Json;
using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>Reads a request strictly. What is wrong with a bad one is worked out only then.</summary>
static class RequestReader
{
    /// <summary>The records of all request types, by their names in the contract.</summary>
    public static FrozenDictionary<string, Type> Types { get; } =
        Wire.Strict.Request.PolymorphismOptions!.DerivedTypes.ToFrozenDictionary(
            derived => (string)derived.TypeDiscriminator!, derived => derived.DerivedType);

    /// <summary>The request, or its id (0 if there is none to be seen) and what is wrong.</summary>
    public static (Request? Request, long Id, Error? Fault) Read(ReadOnlySpan<byte> line)
    {
        line = WithoutMark(line);
        try
        {
            var request = PostReader.Read(line) ?? JsonSerializer.Deserialize(line, Wire.Strict.Request);
            if (request is null) return (null, 0, NotAnObject);
            return request.Id < 0 ? (null, 0, BadField("id must be 0 or more")) : (request, request.Id, null);
        }
        catch (JsonException e)
        {
            return Explain(line, e);
        }
        catch (NotSupportedException e)
        {
            return Explain(line, new JsonException(e.Message));
        }
        catch (InvalidOperationException e)
        {
            // Text that is not Unicode, such as a lone surrogate.
            return Explain(line, new JsonException(e.Message));
        }
    }

    /// <summary>
    /// Without the byte order mark that some programs write before any UTF-8 text. It says nothing, and RFC 8259 lets a reader pass over
    /// it.
    /// </summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json["\uFEFF"u8.Length..] : json;

    static Error NotAnObject { get; } = new(
        ErrorCodes.BadJson, "a frame is one JSON object on a line, such as {\"id\":1,\"type\":\"ping\"}.");

    static Error BadField(string what) => new(ErrorCodes.BadField, $"{what}: look the request up in the contract.");

    static (Request?, long, Error?) Explain(ReadOnlySpan<byte> line, JsonException e)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            // Throws when something follows the object.
            reader.Read();
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return (null, 0, NotAnObject);
            var id = root.TryGetProperty("id", out var number) && number.ValueKind == JsonValueKind.Number
                && number.TryGetInt64(out var value) && value > 0 ? value : 0;
            if (!root.TryGetProperty("type", out var type)) return (null, id, BadField("the field \"type\" is missing"));
            if (type.ValueKind != JsonValueKind.String) return (null, id, BadField("the field \"type\" is not a text"));
            if (!Types.ContainsKey(type.GetString()!)) return (null, id, UnknownType(type.GetString()!));
            return (null, id, BadField($"{type.GetString()}: {Describe(e)}"));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return (null, 0, NotAnObject);
        }
    }

    /// <summary>What to say to a type that there is none of.</summary>
    public static Error UnknownType(string type) =>
        new(ErrorCodes.UnknownType,
            $"there is no request \"{Texts.CleanLine(type[..Math.Min(type.Length, 40)])}\": is this node older than the client?");

    // The library's sentence names .NET types; a client's author needs the field.
    static string Describe(JsonException e)
    {
        var field = e.Path is { Length: > 2 } path ? path[2..] : null;
        if (e.Message.StartsWith(Instants.OffsetMissing, StringComparison.Ordinal))
        {
            return $"the field \"{field}\": {Instants.OffsetMissing}";
        }
        if (e.Message.Contains("missing required", StringComparison.Ordinal))
        {
            var names = e.Message[(e.Message.LastIndexOf(':') + 1)..].Trim().TrimEnd('.');
            return $"missing {names.Replace("'", "\"", StringComparison.Ordinal)}";
        }
        if (e.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return $"the field \"{field ?? Quoted(e.Message)}\" does not belong there";
        }
        return field is null ? "a field is wrong" : $"the field \"{Texts.CleanLine(field)}\" is wrong";
    }

    static string Quoted(string message) => message.Split('\'') is [_, var name, ..] ? Texts.CleanLine(name) : "?";
}
