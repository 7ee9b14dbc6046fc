using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>Somebody said something under a message.</summary>
/// <param name="By">Its author.</param>
/// <param name="Text">Cleaned, see <see cref="Texts.Clean"/>.</param>
/// <param name="Message">The sequence number of the message that it hangs under.</param>
/// <param name="Count">How many comments that message has with this one.</param>
/// <param name="Key">As in <see cref="Posted"/>.</param>
/// <param name="Notes">What has become of it since; null for nothing.</param>
public sealed record Commented(
    string By,
    string Text,
    long Message,
    int Count,
    string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessageNotes? Notes = null) : Event;

/// <summary>The author has changed a message or comment.</summary>
/// <param name="By">The author.</param>
/// <param name="Message">Which.</param>
/// <param name="Text">The new text; empty when it has been changed again since.</param>
public sealed record Edited(string By, long Message, string Text) : Event;

/// <summary>A message or comment was deleted: a mark stays in its place, and its text is gone, with all that hung under it.</summary>
/// <param name="By">Its author, or an admin.</param>
/// <param name="Message">Which.</param>
/// <param name="Under">The message that the comment hung under; 0 for a message.</param>
/// <param name="Left">How many comments that message has left.</param>
/// <param name="Ordinal">The message's <see cref="Posted.Ordinal"/>: it is not unread any more. 0 for a comment.</param>
public sealed record MessageDeleted(
    string By,
    long Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Under = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Left = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Ordinal = 0) : Event;

/// <summary>Somebody reacted to a message or comment, or took it back.</summary>
/// <param name="By">Who.</param>
/// <param name="Message">To which.</param>
/// <param name="Emoji">With what.</param>
/// <param name="Off">They took it back.</param>
public sealed record Reacted(
    string By,
    long Message,
    string Emoji,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Off = false) : Event;
