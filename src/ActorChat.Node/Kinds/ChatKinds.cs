using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Clustering.Crossing;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Chat.Moderation;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;

namespace ActorChat.Node.Kinds;

/// <summary>The chat's entity kinds, as the runtime takes them.</summary>
public static class ChatKinds
{
    /// <summary>All kinds, under these limits.</summary>
    public static IReadOnlyList<EntityKind> All(
        RoomOptions rooms, DialogueOptions dialogues, FilesOptions files, UserOptions users, IReadOnlyList<string> operators) =>
    [
        Make(Ids.UserKind, new UserBehaviour(users), ChatJson.Shared.User, new FeedFormat(state => ((User)state).Feed)),
        Make(Ids.RoomKind, new RoomBehaviour(rooms), ChatJson.Shared.Room, new FeedFormat(state => ((Room)state).Feed)),
        Make(Ids.DialogueKind, new DialogueBehaviour(dialogues), ChatJson.Shared.Dialogue, new FeedFormat(state => ((Dialogue)state).Feed)),
        Make(Ids.ModerationKind, new ModerationBehaviour(operators), ChatJson.Shared.Office, new FeedFormat(_ => FeedNames.Moderation)),
        Make(Ids.FilesKind, new FilesBehaviour(files), ChatJson.Shared.FileStore, feed: null),
    ];

    /// <summary>What nodes may say to each other about any of them.</summary>
    public static CrossingTypes Crossing { get; } = new(typeof(Command), typeof(Answer));

    static ICodec Questions { get; } = new CrossingCodec<Command>(
        PostCrossing.Write, new JsonCodec<Command>(ChatJson.Shared.Command, read: PostCrossing.ReadCommand),
            new HyperionCodec(typeof(Command), Crossing));

    static ICodec Replies { get; } = new CrossingCodec<Answer>(
        PostCrossing.Write, new JsonCodec<Answer>(ChatJson.Shared.Answer, read: PostCrossing.ReadAnswer),
            new HyperionCodec(typeof(Answer), Crossing));

    static EntityKind<TState> Make<TState>(string name, IBehaviour<TState> behaviour, JsonTypeInfo<TState> state, IFeedFormat? feed)
        where TState : class => new(name, behaviour)
        {
            Commands = new JsonCodec<Command>(ChatJson.Shared.Command),
            Questions = Questions,
            Replies = Replies,
            Events = new EventCodec(),
            States = new JsonCodec<TState>(state),
            Feed = feed,
        };
}

/// <summary>Any of the chat's values as JSON.</summary>
/// <param name="type">The general way.</param>
/// <param name="read">A shorter way for most values, which gives null for all others.</param>
sealed class JsonCodec<T>(JsonTypeInfo<T> type, Func<ReadOnlySpan<byte>, T?>? read = null) : ICodec where T : class
{
    public ReadOnlyMemory<byte> Encode(object value) => JsonSerializer.SerializeToUtf8Bytes((T)value, type);

    public object Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return read?.Invoke(bytes.Span) ?? JsonSerializer.Deserialize(bytes.Span, type)
                ?? throw new InvalidDataException($"A {typeof(T).Name} can't be null.");
        }
        // The latter for a value whose type stands nowhere.
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Unreadable.Of<T>(e);
        }
    }
}

/// <summary>
/// What nodes send each other: most of it by hand, as JSON; all the rest by Hyperion. What comes says by its first byte which it is.
/// </summary>
/// <param name="write">By hand; null for what it does not know.</param>
/// <param name="json">Reads what was written by hand, by this version or another.</param>
/// <param name="general">For the rest.</param>
sealed class CrossingCodec<T>(Func<T, byte[]?> write, JsonCodec<T> json, HyperionCodec general) : ICodec where T : class
{
    public ReadOnlyMemory<byte> Encode(object value) => write((T)value) ?? general.Encode(value);

    public object Decode(ReadOnlyMemory<byte> bytes) => bytes.Span.StartsWith("{"u8) ? json.Decode(bytes) : general.Decode(bytes);
}

static class Unreadable
{
    public static InvalidDataException Of<T>(Exception e) => new($"Not a {typeof(T).Name} that this version knows: {e.Message}", e);
}

/// <summary>Events as the journal keeps them.</summary>
sealed class EventCodec : IEventCodec
{
    public string TypeOf(object @event) => ChatEvents.TypeOf((Event)@event);

    public ReadOnlyMemory<byte> Encode(object value) => ChatEvents.Write((Event)value);

    public object Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ChatEvents.Read(bytes.Span);
        }
        catch (JsonException e)
        {
            throw Unreadable.Of<Event>(e);
        }
    }
}

/// <summary>
/// Feed events as the contract shows them: the place, then the journal's own bytes. Only events with secrets are read and
/// written anew.
/// </summary>
sealed class FeedFormat(Func<object, string?> nameOf) : IFeedFormat
{
    // All of it but the feed's name: two numbers of at most 24 characters, and the field names.
    const int MaxPlaceChars = 100, DigitsBelowMilliseconds = 4;

    static readonly HashSet<string> Secret =
    [
        ChatEvents.TypeOf<Registered>(), ChatEvents.TypeOf<SessionOpened>(), ChatEvents.TypeOf<Reported>(),
            ChatEvents.TypeOf<ReportsDismissed>(),
        ChatEvents.TypeOf<LinkMade>(), ChatEvents.TypeOf<LinkEnded>(), ChatEvents.TypeOf<JoinAsked>(), ChatEvents.TypeOf<JoinDenied>(),
            ChatEvents.TypeOf<NameHeld>(), ChatEvents.TypeOf<PasswordChanged>(), ChatEvents.TypeOf<OneTimePasswordMade>(),
    ];

    public string? NameOf(object state) => nameOf(state);

    void IFeedFormat.Write(IBufferWriter<byte> to, string feed, long seq, DateTimeOffset at, string type, ReadOnlyMemory<byte> body) =>
        Write(to, feed, seq, at, type, body);

    /// <summary>An event of any feed as clients see it.</summary>
    public static ReadOnlyMemory<byte> Frame(string feed, StoredEvent stored)
    {
        var frame = new ArrayBufferWriter<byte>(stored.Body.Length + MaxPlaceChars + Encoding.UTF8.GetMaxByteCount(feed.Length));
        Write(frame, feed, stored.Seq, stored.At, stored.Type, stored.Body);
        return frame.WrittenMemory;
    }

    static void Write(IBufferWriter<byte> to, string feed, long seq, DateTimeOffset at, string type, ReadOnlyMemory<byte> body)
    {
        if (Secret.Contains(type)) body = ChatEvents.Write(ChatEvents.Redact(ChatEvents.Read(body.Span)));
        // Names hold no character that JSON would escape.
        var place = to.GetSpan(MaxPlaceChars + Encoding.UTF8.GetMaxByteCount(feed.Length));
        if (!Utf8.TryWrite(
            place, CultureInfo.InvariantCulture, $"{{\"feed\":\"{feed}\",\"seq\":{seq},\"at\":\"{at.UtcDateTime:O}", out var written))
        {
            throw new InvalidOperationException($"The place of an event of {feed} has no room.");
        }
        // The round-trip form is the fast one; of its seven decimals, and the Z after them, the last four are left out: times are whole
        // milliseconds.
        to.Advance(written - DigitsBelowMilliseconds - 1);
        to.Write("Z\","u8);
        to.Write(body.Span[1..]);
    }
}
