using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>An admin has set what the room is about; empty: nothing in particular.</summary>
public sealed record TopicSet(string By, string Text) : Event;

/// <summary>An admin has pinned a message.</summary>
public sealed record Pinned(string By, long Message) : Event;

/// <summary>An admin has taken a message off the pinned ones.</summary>
public sealed record Unpinned(string By, long Message) : Event;

/// <summary>An admin keeps a user from speaking.</summary>
/// <param name="User">Who can't speak.</param>
/// <param name="By">The admin.</param>
/// <param name="Until">Until when; null: until an admin lets them.</param>
public sealed record Muted(
    string User, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null) : Event;

/// <summary>An admin lets a user speak again.</summary>
public sealed record Unmuted(string User, string By) : Event;

/// <summary>In the user's own feed: they can't speak in a room.</summary>
public sealed record RoomMuted(
    string Room, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null) : Event;

/// <summary>In the user's own feed: they may speak in a room again.</summary>
public sealed record RoomUnmuted(string Room, string By) : Event;

/// <summary>In the user's own feed: somebody named them in a message or comment.</summary>
/// <param name="In">The room's or dialogue's feed.</param>
/// <param name="Message">The message or comment.</param>
/// <param name="By">Who.</param>
public sealed record Mentioned(string In, long Message, string By) : Event;

/// <summary>In the user's own feed: a message that called them is gone, or names them no more.</summary>
/// <param name="In">The room's or dialogue's feed.</param>
/// <param name="Message">The message or comment.</param>
public sealed record CallWithdrawn(string In, long Message) : Event;

/// <summary>In the user's own feed: one of their clients has rung for everything up to here.</summary>
public sealed record Rung(long UpTo) : Event;
