using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Chat.Moderation;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;

namespace ActorChat.Node.Chat.Codecs;

/// <summary>
/// Source-generated JSON of what nodes say to each other and what entities keep: commands, answers, and the states that
/// snapshots hold. Unknown fields are passed over, so that nodes of two versions get along; missing ones are refused.
/// </summary>
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Room))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Dialogue))]
[JsonSerializable(typeof(FileStore))]
[JsonSerializable(typeof(Office))]
public sealed partial class ChatJson : JsonSerializerContext
{
    /// <summary>The one to use: <see cref="Default"/> lacks the options.</summary>
    public static ChatJson Shared { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
