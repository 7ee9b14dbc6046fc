using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>The room exists; its creator is its first member and admin. <c>By</c> is null for Global.</summary>
public sealed record Created(
    string Room, RoomAccess Access, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null) : Event;

/// <summary>The room is gone with its messages. <c>By</c> is null when its last member left.</summary>
public sealed record Deleted([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null) : Event;

/// <summary>A user entered the room.</summary>
public sealed record Joined(string User) : Event;

/// <summary>A user left the room by their own will.</summary>
public sealed record Left(string User) : Event;

/// <summary>A member became admin: an admin made them one, or the last one left and they are the longest-standing.</summary>
/// <param name="User">The new admin.</param>
/// <param name="By">Who made them one; null when the last one left.</param>
public sealed record AdminNamed(string User, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null)
    : Event;

/// <summary>An admin put a user on the allowed list.</summary>
public sealed record Added(string User, string By) : Event;

/// <summary>An admin took a user out of the room and off the allowed list.</summary>
public sealed record Removed(string User, string By) : Event;

/// <summary>An admin has changed a setting of the room.</summary>
/// <param name="Settings">All settings from now on.</param>
/// <param name="Setting">Which one was changed; null when the room begins with the operator's own.</param>
/// <param name="By">Who; null for the operator.</param>
public sealed record SettingChanged(
    RoomSettings Settings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Setting = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null) : Event;

/// <summary>A message, in a room or dialogue.</summary>
/// <param name="By">Its author, as first written.</param>
/// <param name="Text">Cleaned, see <see cref="Texts.Clean"/>.</param>
/// <param name="Ordinal">1, 2, 3 … counting messages only: unread is this minus the ordinal read.</param>
/// <param name="Key">The author's <c>device:number</c>, by which the sending client knows its own line again.</param>
/// <param name="File">The published file that goes with it.</param>
/// <param name="Notes">What has become of it since; null for nothing.</param>
public sealed record Posted(
    string By,
    string Text,
    long Ordinal,
    string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FileLink? File = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessageNotes? Notes = null) : Event
{
    /// <summary>When it should have been posted: only of a scheduled message that comes late, because the cluster was down.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Late { get; init; }
}

/// <summary>A file as it stands in a message.</summary>
/// <param name="Key">By which it is loaded.</param>
/// <param name="Name">Without folders.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Gone">It was deleted since: the key leads nowhere.</param>
public sealed record FileLink(
    string Key, string Name, long Size, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Gone = false);

/// <summary>The time of these messages is over: they are gone, with all that was about them.</summary>
/// <param name="Ranges">Of their sequence numbers.</param>
/// <param name="Gone">All messages up to this ordinal have disappeared by now: they are not unread any more.</param>
public sealed record Expired(IReadOnlyList<SeqRange> Ranges, long Gone) : Event
{
    /// <summary>Whether a message has disappeared with this.</summary>
    public bool Covers(long seq) => Ranges.Any(range => range.Holds(seq));
}

/// <summary>Sequence numbers from <paramref name="From"/> to <paramref name="To"/>, both with it.</summary>
public sealed record SeqRange(long From, long To)
{
    /// <summary>Whether it stands in the range.</summary>
    public bool Holds(long seq) => seq >= From && seq <= To;
}

/// <summary>A client of one of the two has received everything in the dialogue up to a message.</summary>
/// <param name="By">Who has.</param>
/// <param name="UpTo">The message's sequence number.</param>
/// <param name="Ordinal">The message's ordinal.</param>
public sealed record Delivered(string By, long UpTo, long Ordinal) : Event;

/// <summary>The private chat of two users is open, and empty.</summary>
/// <param name="Users">Both names as first written, in the order of the dialogue's id.</param>
/// <param name="By">Who opened it.</param>
/// <param name="LifetimeSeconds">How long a message lives after it was delivered; null: for ever.</param>
public sealed record DialogueOpened(
    IReadOnlyList<string> Users,
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LifetimeSeconds = null) : Event;

/// <summary>The private chat is gone for both, with its messages.</summary>
public sealed record DialogueDeleted(string By) : Event;
