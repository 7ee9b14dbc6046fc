using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary>What a line that a person typed means.</summary>
abstract record Input;

/// <summary>A request that goes to the node as it is.</summary>
sealed record Ask(Request Request) : Input;

/// <summary>Text for the room or dialogue in view.</summary>
sealed record SayHere(string Text) : Input;

/// <summary>Text for a room.</summary>
sealed record Say(string Room, string Text) : Input;

/// <summary>Text for a dialogue.</summary>
sealed record SayPrivately(string User, string Text) : Input;

/// <summary>Text for a room or, instead, a dialogue, at a later time.</summary>
sealed record SendAt(Moment When, string? Room, string? User, string Text) : Input;

/// <summary>The last messages of a room, or the user's own actions.</summary>
sealed record ShowHistory(int Count, string? Room) : Input;

/// <summary>Messages with these words.</summary>
/// <param name="Text">The words.</param>
/// <param name="Room">What may be the room or the other user to search; null for everywhere.</param>
/// <param name="IsCertain">It is what it looks like: no word of the text.</param>
sealed record SearchFor(string Text, string? Room, bool IsCertain) : Input;

/// <summary>The members of a room, or of the one in view.</summary>
sealed record ShowMembers(string? Room) : Input;

/// <summary>The settings of a room, and what the user may still send there.</summary>
sealed record ShowSettings(string Room) : Input;

/// <summary>All commands, or one.</summary>
sealed record ShowHelp(string? Command) : Input;

/// <summary>Another room or dialogue into view.</summary>
sealed record SwitchTo(string Name) : Input;

/// <summary>Upload a file, and post it in the room in view.</summary>
sealed record PublishFile(string Path) : Input;

/// <summary>Download a file.</summary>
sealed record LoadFile(string Key, string? Path) : Input;

/// <summary>Clicks and the wheel are the client's (on), or the terminal's own.</summary>
sealed record UseMouse(bool On) : Input;

/// <summary>Leave.</summary>
sealed record Quit : Input;

/// <summary>An empty line.</summary>
sealed record Nothing : Input;

/// <summary>A command typed wrongly.</summary>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Usage">The command's usage line, or how to find the command.</param>
record Wrong(string Sentence, string Usage) : Input
{
    /// <summary>Both, on one line.</summary>
    public sealed override string ToString() => $"{Sentence} Usage: {Usage}";
}

/// <summary>A text that may be meant as a command: whoever typed it is asked.</summary>
sealed record Doubtful(string Sentence, string Usage) : Wrong(Sentence, Usage);

/// <summary>Something about one message.</summary>
abstract record OnMessage(MessageName Name) : Input;

/// <summary>A comment under a message.</summary>
sealed record SayUnder(MessageName Name, string Text) : OnMessage(Name);

/// <summary>A message with its comments.</summary>
sealed record ShowThread(MessageName Name) : OnMessage(Name);

/// <summary>What was said around a message.</summary>
sealed record ShowAround(MessageName Name, int Count) : OnMessage(Name);

/// <summary>Another text for an own message.</summary>
sealed record EditThis(MessageName Name, string Text) : OnMessage(Name);

/// <summary>Delete a message.</summary>
sealed record DeleteThis(MessageName Name) : OnMessage(Name);

/// <summary>React to a message, or take it back.</summary>
sealed record ReactTo(MessageName Name, string Emoji) : OnMessage(Name);

/// <summary>Pin a message.</summary>
sealed record PinThis(MessageName Name) : OnMessage(Name);

/// <summary>Take a message off the pinned ones.</summary>
sealed record UnpinThis(MessageName Name) : OnMessage(Name);
