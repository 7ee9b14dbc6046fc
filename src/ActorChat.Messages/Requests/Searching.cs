namespace ActorChat.Messages;

/// <summary>
/// Messages with words that begin like all of these, in what the user may read, the newest first. Upper case and diacritics make no
/// difference. Answer: <see cref="FoundList"/>.
/// </summary>
/// <param name="Text">At most <see cref="ProtocolLimits.MaxSearchChars"/> characters, with a letter or digit among them.</param>
/// <param name="Feed">A room or dialogue, such as <c>room/lab</c>; all that the user is in when left out.</param>
/// <param name="Before"><see cref="FoundList.Next"/> of the page before; the newest when left out.</param>
/// <param name="Limit">1 to <see cref="ProtocolLimits.MaxFoundMessages"/>.</param>
public sealed record Search(string Text, string? Feed = null, string? Before = null, int Limit = 20) : Request;
