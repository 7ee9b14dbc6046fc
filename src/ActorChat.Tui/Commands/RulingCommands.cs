using ActorChat.Messages;
using static ActorChat.Tui.Commands.CommandTable;

namespace ActorChat.Tui.Commands;

/// <summary>What admins do in their rooms besides letting people in and out.</summary>
static class RulingCommands
{
    /// <summary>In the order in which help shows them.</summary>
    public static IEnumerable<CommandSpec> All() =>
    [
        new("topic", "Say what a room is about; a - takes it away (admins only).", "/topic lab The new build",
            given => new Ask(new SetTopic(given[0], given[1].Trim() == "-" ? "" : given[1])), Arg("room_name", ArgumentKind.Room),
                Rest("text", ArgumentKind.Text)),
        new("pin", "Pin a message, so that everyone finds it (admins only).", "/pin 42",
            given => At(given, "pin", name => new PinThis(name)), Arg("message", ArgumentKind.MessageNumber)),
        new("unpin", "Take a message off the pinned ones (admins only).", "/unpin 42",
            given => At(given, "unpin", name => new UnpinThis(name)), Arg("message", ArgumentKind.MessageNumber)),
        new("pins", "The pinned messages of a room.", "/pins lab", given => new Ask(new GetPins(given[0])),
            Arg("room_name", ArgumentKind.Room)),
        new("make_admin", "Make a member an admin (admins only).", "/make_admin lab bob",
            given => new Ask(new MakeAdmin(given[0], given[1])), Arg("room_name", ArgumentKind.Room), Arg("user_name", ArgumentKind.User)),
        new("mute", "Keep a member from speaking, for a time or until you say otherwise (admins only).", "/mute lab bob 30m",
            Mute, Arg("room_name", ArgumentKind.Room), Arg("user_name", ArgumentKind.User), Optional("duration", ArgumentKind.Text)),
        new("unmute", "Let a muted member speak again (admins only).", "/unmute lab bob",
            given => new Ask(new Unmute(given[0], given[1])), Arg("room_name", ArgumentKind.Room), Arg("user_name", ArgumentKind.User)),
    ];

    static Input At(IReadOnlyList<string> given, string command, Func<MessageName, Input> build) => MessageName.Parse(given[0]) is { } name
        ? build(name)
        : new Wrong($"'{given[0]}' names no message: write its number, or room#number.", Find(command)!.Usage);

    static Input Mute(IReadOnlyList<string> given)
    {
        if (given.Count < 3) return new Ask(new Mute(given[0], given[1]));
        return Durations.Parse(given[2]) is { } duration
            ? new Ask(new Mute(given[0], given[1], (long)duration.TotalSeconds))
            : new Wrong($"'{given[2]}' is no duration such as 30m, 12h or 7d.", Find("mute")!.Usage);
    }
}
