using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>In a room's feed: something that is for its admins alone. It has a place, and says nothing.</summary>
public sealed record Hidden : Event;

/// <summary>In the journal of a room only: an admin made an invite link.</summary>
/// <param name="Id">The beginning of its hash: unique in the room.</param>
/// <param name="Hash">SHA-256 of its token, hexadecimal.</param>
/// <param name="By">The admin.</param>
/// <param name="Uses">How many may ask by it.</param>
/// <param name="Until">When it ends.</param>
public sealed record LinkMade(string Id, string Hash, string By, int Uses, DateTimeOffset Until) : Event;

/// <summary>In the journal of a room only: an invite link works no more. <c>By</c> is null when its time was up.</summary>
public sealed record LinkEnded(string Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null)
    : Event;

/// <summary>In the journal of a room only: a user asks to come in, by this link.</summary>
public sealed record JoinAsked(string User, string Link) : Event;

/// <summary>In the journal of a room only: an admin turned a user down, who may not ask again before <paramref name="Until"/>.</summary>
public sealed record JoinDenied(string User, string By, DateTimeOffset Until) : Event;

/// <summary>The user asked to come into a room, and waits for its admins.</summary>
public sealed record RoomAsked(string Room, long RoomSeq) : Event;

/// <summary>An admin lets the user into a room that they asked for; <see cref="RoomJoined"/> follows.</summary>
public sealed record RoomApproved(string Room, string By, long RoomSeq) : Event;

/// <summary>The admins of a room turned the user's request down.</summary>
public sealed record RoomDenied(string Room, long RoomSeq) : Event;

/// <summary>Somebody asks to come into a room of which the user is admin.</summary>
public sealed record RequestMade(string Room, string User, long RoomSeq) : Event;

/// <summary>A request that the user was told of is settled: an admin let the other one in, or turned them down.</summary>
public sealed record RequestSettled(string Room, string User, string By, bool Approved, long RoomSeq) : Event;
