using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorChat.Actors;
using ActorChat.Actors.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;

namespace ActorChat.Node.Kinds;

/// <summary>The chat's entity kinds, as the runtime takes them.</summary>
public static class ChatKinds
{
    /// <summary>All kinds, under these limits.</summary>
    public static IReadOnlyList<EntityKind> All(RoomOptions rooms, FilesOptions files) =>
    [
        Make(Ids.UserKind, new UserBehaviour(), ChatJson.Shared.User, new FeedFormat(state => ((User)state).Feed)),
        Make(Ids.RoomKind, new RoomBehaviour(rooms), ChatJson.Shared.Room, new FeedFormat(state => ((Room)state).Feed)),
        Make(Ids.DialogueKind, new DialogueBehaviour(), ChatJson.Shared.Dialogue, new FeedFormat(state => ((Dialogue)state).Feed)),
        Make(Ids.FilesKind, new FilesBehaviour(files), ChatJson.Shared.FileStore, feed: null),
    ];

    static EntityKind<TState> Make<TState>(string name, IBehaviour<TState> behaviour, JsonTypeInfo<TState> state, IFeedFormat? feed)
        where TState : class => new(name, behaviour)
        {
            Commands = new JsonCodec<Command>(ChatJson.Shared.Command),
            Replies = new JsonCodec<Answer>(ChatJson.Shared.Answer),
            Events = new EventCodec(),
            States = new JsonCodec<TState>(state),
            Feed = feed,
        };
}

/// <summary>Any of the chat's values as JSON.</summary>
sealed class JsonCodec<T>(JsonTypeInfo<T> type) : ICodec
{
    public ReadOnlyMemory<byte> Encode(object value) => JsonSerializer.SerializeToUtf8Bytes((T)value, type);

    public object Decode(ReadOnlyMemory<byte> bytes) =>
        JsonSerializer.Deserialize(bytes.Span, type) ?? throw new JsonException($"A {typeof(T).Name} can't be null.");
}

/// <summary>Events as the journal keeps them.</summary>
sealed class EventCodec : IEventCodec
{
    public string TypeOf(object @event) => ChatEvents.TypeOf((Event)@event);

    public ReadOnlyMemory<byte> Encode(object value) => ChatEvents.Write((Event)value);

    public object Decode(ReadOnlyMemory<byte> bytes) => ChatEvents.Read(bytes.Span);
}

/// <summary>
/// Feed events as the contract shows them: the place, then the journal's own bytes. Only events with secrets are read and
/// written anew.
/// </summary>
sealed class FeedFormat(Func<object, string?> nameOf) : IFeedFormat
{
    static readonly HashSet<string> Secret = [ChatEvents.TypeOf<Registered>(), ChatEvents.TypeOf<SessionOpened>()];

    public string? NameOf(object state) => nameOf(state);

    public ReadOnlyMemory<byte> Frame(string feed, long seq, DateTimeOffset at, string type, ReadOnlyMemory<byte> body) =>
        Write(feed, seq, at, type, body);

    /// <summary>An event of any feed as clients see it.</summary>
    public static ReadOnlyMemory<byte> Write(string feed, long seq, DateTimeOffset at, string type, ReadOnlyMemory<byte> body)
    {
        if (Secret.Contains(type)) body = ChatEvents.Write(ChatEvents.Redact(ChatEvents.Read(body.Span)));
        // Names hold no character that JSON would escape.
        var place = string.Create(CultureInfo.InvariantCulture,
            $"{{\"feed\":\"{feed}\",\"seq\":{seq},\"at\":\"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\",");
        var frame = new byte[Encoding.UTF8.GetByteCount(place) + body.Length - 1];
        var written = Encoding.UTF8.GetBytes(place, frame);
        body.Span[1..].CopyTo(frame.AsSpan(written));
        return frame;
    }
}
