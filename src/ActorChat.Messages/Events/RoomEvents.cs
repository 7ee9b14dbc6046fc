using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>The room exists; its creator is its first member and admin. <c>By</c> is null for Global.</summary>
public sealed record Created(string Room, RoomAccess Access, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null) : Event;

/// <summary>The room is gone with its messages. <c>By</c> is null when its last member left.</summary>
public sealed record Deleted([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null) : Event;

/// <summary>A user entered the room.</summary>
public sealed record Joined(string User) : Event;

/// <summary>A user left the room by their own will.</summary>
public sealed record Left(string User) : Event;

/// <summary>The last admin left, and the longest-standing member became admin.</summary>
public sealed record AdminNamed(string User) : Event;

/// <summary>An admin put a user on the allowed list.</summary>
public sealed record Added(string User, string By) : Event;

/// <summary>An admin took a user out of the room and off the allowed list.</summary>
public sealed record Removed(string User, string By) : Event;

/// <summary>A message, in a room or dialogue.</summary>
/// <param name="By">Its author, as first written.</param>
/// <param name="Text">Cleaned, see <see cref="Texts.Clean"/>.</param>
/// <param name="Ordinal">1, 2, 3 … counting messages only: unread is this minus the ordinal read.</param>
/// <param name="Key">The author's <c>device:number</c>, by which the sending client knows its own line again.</param>
/// <param name="File">The published file that goes with it.</param>
public sealed record Posted(
    string By,
    string Text,
    long Ordinal,
    string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FileLink? File = null) : Event;

/// <summary>A file as it stands in a message.</summary>
public sealed record FileLink(string Key, string Name, long Size);

/// <summary>The private chat of two users is open, and empty.</summary>
/// <param name="Users">Both names as first written, in the order of the dialogue's id.</param>
/// <param name="By">Who opened it.</param>
public sealed record DialogueOpened(IReadOnlyList<string> Users, string By) : Event;

/// <summary>The private chat is gone for both, with its messages.</summary>
public sealed record DialogueDeleted(string By) : Event;
