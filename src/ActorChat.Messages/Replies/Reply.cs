using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>
/// The answer to one request; <c>re</c> is the request's <c>id</c>. A client meets unknown types as a plain <see cref="Reply"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(LoggedIn), "logged-in")]
[JsonDerivedType(typeof(Pong), "pong")]
[JsonDerivedType(typeof(SessionList), "sessions")]
[JsonDerivedType(typeof(SettingList), "settings")]
[JsonDerivedType(typeof(ReportList), "reports")]
[JsonDerivedType(typeof(Profile), "profile")]
[JsonDerivedType(typeof(RoomList), "rooms")]
[JsonDerivedType(typeof(UserList), "users")]
[JsonDerivedType(typeof(MemberList), "members")]
[JsonDerivedType(typeof(PostedReply), "posted")]
[JsonDerivedType(typeof(HistoryPage), "history")]
[JsonDerivedType(typeof(LinkCreated), "link-created")]
[JsonDerivedType(typeof(LinkList), "links")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(RequestList), "requests")]
[JsonDerivedType(typeof(ThreadPage), "thread")]
[JsonDerivedType(typeof(Scheduled), "scheduled")]
[JsonDerivedType(typeof(ScheduledList), "scheduled-list")]
[JsonDerivedType(typeof(FoundList), "found")]
[JsonDerivedType(typeof(UnreadList), "unread")]
[JsonDerivedType(typeof(OneTimePassword), "one-time-password")]
[JsonDerivedType(typeof(Rings), "rings")]
[JsonDerivedType(typeof(FileBegun), "file-begun")]
[JsonDerivedType(typeof(FilePublished), "file-published")]
[JsonDerivedType(typeof(FileFound), "file")]
[JsonDerivedType(typeof(Chunk), "chunk")]
[JsonDerivedType(typeof(FileList), "files")]
public record Reply
{
    /// <summary>The <c>id</c> of the request; 0 for a frame too broken to tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonPropertyOrder(-1)]
    public long Re { get; init; }
}

/// <summary>It is done, and committed.</summary>
public sealed record Done : Reply;

/// <summary>It is not done.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">A sentence that a person understands, with the next step.</param>
/// <param name="RetryAfterMs">When asking again makes sense.</param>
public sealed record Error(
    string Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? RetryAfterMs = null) : Reply;

/// <summary>The client is logged in; the state of the user and of every room and dialogue follows, then <see cref="Synced"/>.</summary>
/// <param name="Name">As first written.</param>
/// <param name="Token">For <see cref="Resume"/>: 256 random bits, to be kept secret. Null in answer to a resume: the token stays.</param>
/// <param name="Session">This client's id in the list of sessions.</param>
public sealed record LoggedIn(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token,
    string Session) : Reply
{
    /// <summary>In answer to a resume.</summary>
    [JsonConstructor]
    public LoggedIn(string name, string session) : this(name, null, session) { }
}

/// <summary>The answer to a ping.</summary>
public sealed record Pong : Reply;

/// <summary>The user's clients that are connected now.</summary>
public sealed record SessionList(IReadOnlyList<SessionInfo> Sessions) : Reply;

/// <summary>One client of a user.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Client">What it says of itself.</param>
/// <param name="Node">The node it is connected to.</param>
/// <param name="Address">Where it comes from.</param>
/// <param name="Since">Logged in or resumed since.</param>
/// <param name="This">Whether it is the client that asks.</param>
public sealed record SessionInfo(string Session, string Client, string Node, string Address, DateTimeOffset Since, bool This = false);

/// <summary>Rooms found, by name. <c>More</c>: there are more than listed.</summary>
public sealed record RoomList(IReadOnlyList<RoomInfo> Rooms, bool More) : Reply;

/// <summary>One room found.</summary>
public sealed record RoomInfo(string Room, RoomAccess Access);

/// <summary>Users found, by name. <c>More</c>: there are more than listed.</summary>
public sealed record UserList(IReadOnlyList<string> Users, bool More) : Reply;

/// <summary>The members of a room (of Global: who is online), admins first, then by name.</summary>
public sealed record MemberList(string Room, IReadOnlyList<MemberInfo> Members, int MemberCount, int OnlineCount) : Reply;

/// <summary>One member of a room.</summary>
public sealed record MemberInfo(
    string User, bool Admin, bool Online, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Away = false);

/// <summary>The message is committed, at this place of its room or dialogue.</summary>
public sealed record PostedReply(long Seq) : Reply;

/// <summary>A page of a feed, oldest first. <c>More</c>: older ones exist.</summary>
/// <param name="Feed">Which feed.</param>
/// <param name="Events">As they stand in the store.</param>
/// <param name="More">Older ones exist.</param>
/// <param name="AsOf">All that has happened up to this number is in the page; what has happened since may change it.</param>
public sealed record HistoryPage(
    string Feed,
    IReadOnlyList<Event> Events,
    bool More,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long AsOf = 0) : Reply;

/// <summary>A message and a page of its comments.</summary>
/// <param name="Feed">Which feed.</param>
/// <param name="Message">The message.</param>
/// <param name="Events">Its comments, oldest first.</param>
/// <param name="More">Older ones exist.</param>
/// <param name="AsOf">As in <see cref="HistoryPage"/>.</param>
public sealed record ThreadPage(string Feed, Event Message, IReadOnlyList<Event> Events, bool More, long AsOf) : Reply;

/// <summary>A password that logs a user in once.</summary>
/// <param name="User">The user, as first written.</param>
/// <param name="Password">For them alone: tell it by another way than the chat.</param>
/// <param name="Until">When it is worthless.</param>
public sealed record OneTimePassword(string User, string Password, DateTimeOffset Until) : Reply;

/// <summary>Whether the client that asked is the one to ring.</summary>
public sealed record Rings(bool First) : Reply;

/// <summary>Chunks of a file may be sent.</summary>
/// <param name="File">The upload.</param>
/// <param name="ChunkBytes">Bytes in every chunk but the last.</param>
/// <param name="Chunks">How many there will be.</param>
/// <param name="Have">How many of them, from the first on, are there from before: the upload goes on behind them.</param>
public sealed record FileBegun(
    string File, int ChunkBytes, int Chunks, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Have = 0)
        : Reply;

/// <summary>The file is published under a key that cannot be guessed.</summary>
public sealed record FilePublished(string Key) : Reply;

/// <summary>A published file.</summary>
public sealed record FileFound(string Key, string Name, long Size, string Sha256, int ChunkBytes, int Chunks) : Reply;

/// <summary>One chunk of a file.</summary>
public sealed record Chunk(int Index, byte[] Data) : Reply;
