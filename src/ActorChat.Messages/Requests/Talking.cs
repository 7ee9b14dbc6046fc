using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>
/// A message to a room. Sent again with the same key, minutes or days later, it gets the same answer and makes no
/// second message. Answer: <see cref="PostedReply"/>.
/// </summary>
/// <param name="Room">The room's name.</param>
/// <param name="Text">1 to 4,000 characters; control characters are stripped.</param>
/// <param name="Key"><c>device:number</c>: the device's name for itself (1 to 32 letters and digits) and its own growing number.</param>
/// <param name="File">The key of a published file that goes with the message.</param>
public sealed record Post(string Room, string Text, string Key, string? File = null) : Request, IKeyed;

/// <summary>A message to the open dialogue with a user; otherwise as <see cref="Post"/>. Answer: <see cref="PostedReply"/>.</summary>
public sealed record PostPrivate(string User, string Text, string Key, string? File = null) : Request, IKeyed;

/// <summary>
/// A page of a feed, oldest first: of a room or dialogue its messages, of the user's own feed their actions.
/// Answer: <see cref="HistoryPage"/>.
/// </summary>
/// <param name="Feed">Such as <c>room/Global</c>; the user's own feed when left out.</param>
/// <param name="Before">Only events with a smaller sequence number; the newest when left out.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record GetHistory(string? Feed = null, long? Before = null, int Limit = 20) : Request;

/// <summary>
/// A page of everything that happened in a feed, oldest first, for clients that keep a cursor and ask now and then: what follows
/// <paramref name="After"/>, or else the newest. Answer: <see cref="HistoryPage"/>, whose <c>more</c> looks in the same direction.
/// </summary>
/// <param name="Feed">Such as <c>room/Global</c>.</param>
/// <param name="After">Only events with a greater sequence number, the oldest of them.</param>
/// <param name="Before">Only events with a smaller sequence number.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record ReadFeed(string Feed, long? After = null, long? Before = null, int Limit = 50) : Request;

/// <summary>The user has read a feed up to a message, on any client; a step back is ignored. Answer: <see cref="Done"/>.</summary>
/// <param name="Feed">A room's or dialogue's feed.</param>
/// <param name="UpTo">The message's sequence number.</param>
/// <param name="Ordinal">The message's <see cref="Posted.Ordinal"/>.</param>
public sealed record MarkRead(string Feed, long UpTo, long Ordinal) : Request;

/// <summary>
/// What the user has not read, in all rooms and dialogues: not what was deleted or is over, and nothing of those whom they ignore. Answer:
/// <see cref="UnreadList"/>.
/// </summary>
public sealed record GetUnread : Request;

/// <summary>
/// A client of the user has received everything in a dialogue up to a message; its lifetime begins. A step back is ignored. Answer:
/// <see cref="Done"/>.
/// </summary>
/// <param name="User">The other one.</param>
/// <param name="UpTo">The message's sequence number.</param>
/// <param name="Ordinal">The message's <see cref="Posted.Ordinal"/>.</param>
public sealed record MarkDelivered(string User, long UpTo, long Ordinal) : Request;

/// <summary>Opens the private chat with a user. Answer: <see cref="Done"/>.</summary>
public sealed record OpenDialogue(string User) : Request;

/// <summary>Deletes the private chat with a user, for both, with its messages. Answer: <see cref="Done"/>.</summary>
/// <param name="User">The other one.</param>
/// <param name="Confirm">As in <see cref="DeleteRoom"/>.</param>
public sealed record DeleteDialogue(
    string User, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Confirm = null) : Request;
