namespace ActorChat.Messages;

/// <summary>Sets what a room is about; an empty text takes it away. Admins only. Answer: <see cref="Done"/>.</summary>
/// <param name="Room">The room.</param>
/// <param name="Text">At most <see cref="ProtocolLimits.MaxTopicChars"/>, on one line.</param>
public sealed record SetTopic(string Room, string Text) : Request;

/// <summary>Pins a message, so that everyone finds it. Admins only. Answer: <see cref="Done"/>.</summary>
public sealed record Pin(string Room, long Message) : Request;

/// <summary>Takes a message off the pinned ones. Admins only. Answer: <see cref="Done"/>.</summary>
public sealed record Unpin(string Room, long Message) : Request;

/// <summary>The pinned messages of a room, oldest first. Answer: <see cref="HistoryPage"/>.</summary>
public sealed record GetPins(string Room) : Request;

/// <summary>Makes a member an admin. Admins only. Answer: <see cref="Done"/>.</summary>
public sealed record MakeAdmin(string Room, string User) : Request;

/// <summary>Keeps a user from saying or doing anything in a room. Admins only. Answer: <see cref="Done"/>.</summary>
/// <param name="Room">The room.</param>
/// <param name="User">Who.</param>
/// <param name="Seconds">For how long; until somebody lets them speak again when left out.</param>
public sealed record Mute(string Room, string User, long? Seconds = null) : Request;

/// <summary>Lets a muted user speak again. Admins only. Answer: <see cref="Done"/>.</summary>
public sealed record Unmute(string Room, string User) : Request;

/// <summary>
/// One of the user's clients is about to ring for what has come into their own feed: the first that asks may, so that a person hears it
/// once however many clients they have. Answer: <see cref="Rings"/>.
/// </summary>
/// <param name="UpTo">The sequence number, in the user's own feed, of what it would ring for.</param>
public sealed record Ring(long UpTo) : Request;
