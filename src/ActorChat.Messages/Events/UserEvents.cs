using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>The account exists. The password's hash is in the journal only, never in the feed.</summary>
/// <param name="Name">As first written.</param>
/// <param name="PasswordHash">Null in the feed.</param>
/// <param name="GlobalSeq">How far Global was then: what is older counts as read.</param>
/// <param name="GlobalOrdinal">How many messages Global had then.</param>
public sealed record Registered(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PasswordHash,
    long GlobalSeq,
    long GlobalOrdinal) : Event
{
    /// <summary>As the feed shows it.</summary>
    [JsonConstructor]
    public Registered(string name, long globalSeq, long globalOrdinal) : this(name, null, globalSeq, globalOrdinal) { }
}

/// <summary>The user chose another password; all their other logins have ended.</summary>
/// <param name="Session">The login that goes on.</param>
/// <param name="PasswordHash">In the journal only; null in the feed.</param>
public sealed record PasswordChanged(
    string Session, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PasswordHash = null) : Event;

/// <summary>An operator made a password with which the user logs in once.</summary>
/// <param name="By">The operator.</param>
/// <param name="Until">When it is worthless.</param>
/// <param name="PasswordHash">In the journal only; null in the feed.</param>
public sealed record OneTimePasswordMade(
    string By, DateTimeOffset Until, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PasswordHash = null)
        : Event;

/// <summary>In the journal only: nobody may have this name, since it looks like one that is taken.</summary>
/// <param name="For">The name that it looks like; null when that is free again.</param>
public sealed record NameHeld([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? For = null) : Event;

/// <summary>A client logged in.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Client">What it says of itself.</param>
/// <param name="TokenHash">SHA-256 of its resume token, hexadecimal. Null in the feed.</param>
/// <param name="Once">With a one-time password, which is used up.</param>
public sealed record SessionOpened(
    string Session,
    string Client,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TokenHash = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Once = false) : Event;

/// <summary>A client logged out; its token is worthless.</summary>
public sealed record SessionClosed(string Session) : Event;

/// <summary>The user created a room, and is in it.</summary>
public sealed record RoomCreated(string Room, long RoomSeq) : Event;

/// <summary>A room the user was in, or was added to, was deleted.</summary>
public sealed record RoomDeleted(
    string Room, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By, long RoomSeq) : Event
{
    /// <summary>When its last member left.</summary>
    [JsonConstructor]
    public RoomDeleted(string room, long roomSeq) : this(room, null, roomSeq) { }
}

/// <summary>The user joined a room.</summary>
/// <param name="Room">Its name.</param>
/// <param name="RoomSeq">The place of this in the room's feed: of two such events the one with the greater number is the newer.</param>
/// <param name="Ordinal">How many messages the room had then: what is older counts as read.</param>
public sealed record RoomJoined(string Room, long RoomSeq, long Ordinal) : Event;

/// <summary>The user left a room.</summary>
public sealed record RoomLeft(string Room, long RoomSeq) : Event;

/// <summary>An admin put the user on a room's allowed list.</summary>
public sealed record RoomInvited(string Room, string By, long RoomSeq) : Event;

/// <summary>An admin took the user out of a room.</summary>
public sealed record RoomRemoved(string Room, string By, long RoomSeq) : Event;

/// <summary>The user became admin of a room.</summary>
public sealed record RoomAdmin(string Room, long RoomSeq) : Event;

/// <summary>A dialogue with this user is open.</summary>
public sealed record DialogueBegun(string With, string By, long DialogueSeq) : Event;

/// <summary>The dialogue with this user was deleted.</summary>
public sealed record DialogueEnded(string With, string By, long DialogueSeq) : Event;

/// <summary>The user has read a room or dialogue up to a message.</summary>
/// <param name="In">The feed that was read.</param>
/// <param name="UpTo">The message's sequence number.</param>
/// <param name="Ordinal">The message's ordinal.</param>
public sealed record ReadTo(string In, long UpTo, long Ordinal) : Event;

/// <summary>Somebody commented on a message of the user's.</summary>
/// <param name="In">The room's or dialogue's feed.</param>
/// <param name="Message">The user's message.</param>
/// <param name="Comment">The comment's sequence number.</param>
/// <param name="By">Who.</param>
public sealed record CommentReceived(string In, long Message, long Comment, string By) : Event;

/// <summary>The user published a file.</summary>
/// <param name="Key">What others load it by.</param>
/// <param name="Name">Without folders.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Until">When it will be deleted; null: not before somebody deletes it.</param>
public sealed record Published(
    string Key, string Name, long Size,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null) : Event;

/// <summary>A file of the user's is deleted with all its bytes.</summary>
/// <param name="Key">It leads nowhere any more.</param>
/// <param name="Name">Without folders.</param>
/// <param name="Expired">Its time was up; else the user deleted it.</param>
public sealed record FileRemoved(
    string Key, string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Expired = false) : Event;
