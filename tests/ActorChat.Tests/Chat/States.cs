using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ActorChat.Node.Chat.Codecs;

namespace ActorChat.Tests.Chat;

/// <summary>States compared by what a snapshot holds: immutable dictionaries have no equality of their own, and no order.</summary>
static class States
{
    public static string Canonical<TState>(TState state) => Sorted(JsonSerializer.SerializeToNode(state, InfoOf<TState>())).ToJsonString();

    public static TState RoundTrip<TState>(TState state) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(state, InfoOf<TState>()), InfoOf<TState>())!;

    static JsonTypeInfo<TState> InfoOf<TState>() => (JsonTypeInfo<TState>)ChatJson.Shared.GetTypeInfo(typeof(TState))!;

    static JsonNode Sorted(JsonNode? node) => node switch
    {
        JsonObject found => new JsonObject(found
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, field.Value is null ? null : (JsonNode?)Sorted(field.Value)))),
        JsonArray found => new JsonArray([.. found.Select(item => item is null ? null : Sorted(item))]),
        _ => node!.DeepClone(),
    };
}
