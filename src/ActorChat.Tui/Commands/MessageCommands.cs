using static ActorChat.Tui.Commands.CommandTable;

namespace ActorChat.Tui.Commands;

/// <summary>The commands that are about one message.</summary>
static class MessageCommands
{
    /// <summary>In the order in which help shows them.</summary>
    public static IEnumerable<CommandSpec> All() =>
    [
        new("comment", "Say something under a message, named as on the screen: lab#42, or 42 in the room in view.", "/comment 42 I agree.",
            given => At(given, "comment", place => new SayUnder(place, given[1])), Number, Rest("text", ArgumentKind.Message)),
        new("thread", "A message with its comments.", "/thread lab#42", given => At(given, "thread", place => new ShowThread(place)),
            Number),
        new("edit", "Change a message of yours.", "/edit 42 See you at eleven.",
            given => At(given, "edit", place => new EditThis(place, given[1])), Number, Rest("text", ArgumentKind.Message)),
        new("delete", "Delete a message of yours; as an admin, anybody's.", "/delete 42",
            given => At(given, "delete", place => new DeleteThis(place)), Number),
        new("react", "React to a message; the same again takes it back.", "/react 42 👍",
            given => At(given, "react", place => new ReactTo(place, given[1])), Number, Arg("emoji", ArgumentKind.Text)),
    ];

    static ArgumentSpec Number { get; } = Arg("message", ArgumentKind.MessageNumber);

    static Input At(IReadOnlyList<string> given, string command, Func<MessageName, Input> build) => MessageName.Parse(given[0]) is { } name
        ? build(name)
        : new Wrong($"'{given[0]}' names no message: write its number, or room#number.", Find(command)!.Usage);
}
