using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActorChat.Tests.OnTheWire;

/// <summary>As much of JSON Schema as the node's document uses: makes values from schemas, and compares values with them.</summary>
sealed class SchemaCheck(JsonNode document)
{
    /// <summary>Follows a reference, if it is one.</summary>
    public JsonNode Resolve(JsonNode schema) => schema["$ref"] is { } link
        ? link.ToString()[2..].Split('/').Aggregate(document, (at, step) => at[step]!)
        : schema;

    /// <summary>A value with all that is required.</summary>
    public JsonNode? Example(JsonNode schema, IReadOnlyDictionary<string, JsonNode> byName)
    {
        schema = Resolve(schema);
        if (schema["const"] is { } only) return only.DeepClone();
        if (schema["enum"] is JsonArray some) return some[0]!.DeepClone();
        if (schema["anyOf"] is JsonArray any) return Example(any[0]!, byName);
        if (schema["type"]?.ToString() != "object") return schema["type"]?.ToString() switch
        {
            "string" => schema["contentEncoding"] is null ? "openapi-x" : "AQID",
            "integer" => 1,
            "boolean" => true,
            "array" => new JsonArray(),
            var other => throw new InvalidOperationException($"no example of {other}"),
        };
        var made = new JsonObject();
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(one => one!.ToString()))
        {
            made[name] = byName.TryGetValue(name, out var value) ? value.DeepClone() : Example(schema["properties"]![name]!, byName);
        }
        return made;
    }

    /// <summary>What is wrong with a value.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string at)
    {
        schema = Resolve(schema);
        if (schema["const"] is { } only) return JsonNode.DeepEquals(value, only) ? [] : [$"{at} is {value?.ToJsonString()} and not {only}"];
        if (schema["enum"] is JsonArray some)
        {
            return some.Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{at} is none of {some.ToJsonString()}"];
        }
        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray any)
        {
            return any.Any(one => !Faults(value, one!, at).Any()) ? [] : [$"{at} is as none of its schemas: {value?.ToJsonString()}"];
        }
        return (schema["type"]?.ToString(), value) switch
        {
            ("object", JsonObject fields) => OfObject(fields, schema, at),
            ("array", JsonArray items) => items.SelectMany((item, i) => Faults(item, schema["items"]!, $"{at}[{i}]")),
            ("null", null) => [],
            (null, _) => [],
            (var type, JsonValue one) when IsOf(type, one.GetValueKind()) => [],
            var (type, _) => [$"{at} is no {type}: {value?.ToJsonString()}"],
        };
    }

    IEnumerable<string> OfObject(JsonObject fields, JsonNode schema, string at)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(one => one!.ToString())
            .Where(name => !fields.ContainsKey(name)))
        {
            yield return $"{at}.{name} is missing";
        }
        foreach (var (name, value) in fields)
        {
            var known = properties[name] ?? schema["additionalProperties"] as JsonObject;
            if (known is null && properties.Count > 0) yield return $"{at}.{name} is not in the document";
            foreach (var fault in known is null ? [] : Faults(value, known, $"{at}.{name}")) yield return fault;
        }
    }

    static bool IsOf(string type, JsonValueKind kind) => type switch
    {
        "string" => kind == JsonValueKind.String,
        "integer" or "number" => kind == JsonValueKind.Number,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };
}
