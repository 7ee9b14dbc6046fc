using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActorChat.Messages;

namespace ActorChat.Node.Doors.Http.Contract;

/// <summary>The contract's records as JSON Schema (2020-12), made of the same metadata that reads and writes them.</summary>
sealed class ContractSchemas(ContractDocs docs)
{
    // By name; each is entered before its fields are looked at, so that records may name each other.
    readonly SortedDictionary<string, JsonObject> components = new(StringComparer.Ordinal);

    /// <summary>All records that were asked for, with all that they name.</summary>
    public JsonObject Components => new(components.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));

    /// <summary>A record of the contract, by reference.</summary>
    /// <param name="record">A request, or what a node sends.</param>
    /// <param name="options">How it is read or written.</param>
    public JsonObject Of(Type record, JsonSerializerOptions options)
    {
        if (!components.ContainsKey(record.Name))
        {
            var schema = components[record.Name] = [];
            if (docs.Of(record) is { } sentence) schema["description"] = sentence;
            var info = options.GetTypeInfo(record);
            if (info.PolymorphismOptions is { } cases) Choose(schema, cases, options);
            else Describe(schema, info);
        }
        return new() { ["$ref"] = $"#/components/schemas/{record.Name}" };
    }

    void Choose(JsonObject schema, JsonPolymorphismOptions cases, JsonSerializerOptions options)
    {
        schema["oneOf"] = new JsonArray([.. cases.DerivedTypes.Select(one => Of(one.DerivedType, options))]);
        schema["discriminator"] = new JsonObject
        {
            ["propertyName"] = "type",
            ["mapping"] = new JsonObject(cases.DerivedTypes.Select(one => KeyValuePair.Create((string)one.TypeDiscriminator!,
                (JsonNode?)$"#/components/schemas/{one.DerivedType.Name}"))),
        };
    }

    void Describe(JsonObject schema, JsonTypeInfo info)
    {
        var isRequest = info.Type.IsSubclassOf(typeof(Request));
        var properties = new JsonObject();
        var required = new JsonArray();
        schema["type"] = "object";
        if (NameOf(info) is { } name)
        {
            properties["type"] = new JsonObject { ["const"] = name };
            if (!isRequest) required.Add("type");
        }
        // What is never read nor written has metadata all the same.
        foreach (var property in info.Properties.Where(one => one.Get is not null || one.Set is not null))
        {
            properties[property.Name] = Property(info.Type, property);
            if (isRequest ? property.IsRequired && !IsMessageKey(info.Type, property) : IsAlwaysWritten(property))
            {
                required.Add(property.Name);
            }
        }
        schema["properties"] = properties;
        if (required.Count > 0) schema["required"] = required;
        // Requests are read strictly; what nodes send may grow.
        if (isRequest) schema["additionalProperties"] = false;
    }

    JsonObject Property(Type record, JsonPropertyInfo property)
    {
        var schema = Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.Options);
        if (property.IsGetNullable || property.IsSetNullable)
        {
            schema = new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        }
        var clrName = char.ToUpperInvariant(property.Name[0]) + property.Name[1..];
        if (docs.Of(record, clrName) is { } sentence) schema["description"] = sentence;
        return schema;
    }

    JsonObject Value(Type type, JsonSerializerOptions options)
    {
        if (type == typeof(string)) return new() { ["type"] = "string" };
        if (type == typeof(bool)) return new() { ["type"] = "boolean" };
        if (type == typeof(long) || type == typeof(int))
        {
            return new() { ["type"] = "integer", ["format"] = type == typeof(long) ? "int64" : "int32" };
        }
        if (type == typeof(double)) return new() { ["type"] = "number" };
        if (type == typeof(byte[])) return new() { ["type"] = "string", ["contentEncoding"] = "base64" };
        if (type == typeof(DateTimeOffset)) return new() { ["type"] = "string", ["format"] = "date-time" };
        var info = options.GetTypeInfo(type);
        if (type.IsEnum)
        {
            return new() { ["enum"] = new JsonArray(
                [.. Enum.GetValues(type).Cast<object>().Select(one => JsonSerializer.SerializeToNode(one, info))]) };
        }
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new() { ["type"] = "array", ["items"] = Value(info.ElementType!, options) },
            JsonTypeInfoKind.Dictionary => new() { ["type"] = "object", ["additionalProperties"] = Value(info.ElementType!, options) },
            JsonTypeInfoKind.Object => Of(type, options),
            _ => throw new NotSupportedException($"{type} has no schema yet: give it one here."),
        };
    }

    // The door makes one where a client names none.
    static bool IsMessageKey(Type record, JsonPropertyInfo property) => property.Name == "key" && record.IsAssignableTo(typeof(IKeyed));

    static bool IsAlwaysWritten(JsonPropertyInfo property) =>
        property.Name == "re" || property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) != true;

    static string? NameOf(JsonTypeInfo info) => Kinds.SelectMany(kind => kind.PolymorphismOptions!.DerivedTypes)
        .FirstOrDefault(one => one.DerivedType == info.Type).TypeDiscriminator as string;

    static readonly JsonTypeInfo[] Kinds = [Wire.Strict.Request, Wire.Lenient.Reply, Wire.Lenient.Event, Wire.Lenient.Notice];
}
