namespace ActorChat.Messages;

/// <summary>
/// Says something under a message. Sent again with the same key it gets the same answer, as a <see cref="Post"/> does; it counts as a
/// message where there is a limit. Answer: <see cref="PostedReply"/>.
/// </summary>
/// <param name="Feed">The room's or dialogue's feed.</param>
/// <param name="Message">The message's sequence number; of a comment, it hangs under the same message.</param>
/// <param name="Text">As in <see cref="Post"/>.</param>
/// <param name="Key">As in <see cref="Post"/>.</param>
public sealed record Comment(string Feed, long Message, string Text, string Key) : Request, IKeyed;

/// <summary>Changes the text of an own message or comment; the old text is gone. Answer: <see cref="Done"/>.</summary>
public sealed record EditMessage(string Feed, long Message, string Text) : Request;

/// <summary>Deletes a message or comment: an own one, or as an admin of the room any. A mark stays. Answer: <see cref="Done"/>.</summary>
public sealed record DeleteMessage(string Feed, long Message) : Request;

/// <summary>Reacts to a message or comment; with the same again takes it back. Answer: <see cref="Done"/>.</summary>
/// <param name="Feed">The room's or dialogue's feed.</param>
/// <param name="Message">The message's sequence number.</param>
/// <param name="Emoji">1 to 16 UTF-16 code units without spaces.</param>
public sealed record React(string Feed, long Message, string Emoji) : Request;

/// <summary>A message and a page of its comments, oldest first. Answer: <see cref="ThreadPage"/>.</summary>
/// <param name="Feed">The room's or dialogue's feed.</param>
/// <param name="Message">The message's sequence number, or that of one of its comments.</param>
/// <param name="Before">Only comments with a smaller sequence number; the newest when left out.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record GetThread(string Feed, long Message, long? Before = null, int Limit = 100) : Request;
