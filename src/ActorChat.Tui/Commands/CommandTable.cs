using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary>All slash-commands, in the order in which help shows them.</summary>
static class CommandTable
{
    /// <summary>How many messages <c>/history</c> shows when it is not told.</summary>
    public const int DefaultHistory = 20;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CommandSpec> All => Ordered;

    /// <summary>The same, by what they are about.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<CommandSpec> Commands)> Sections { get; } =
    [
        ("Your account", [.. Account(), .. PeopleCommands.Own()]), ("Talking", [.. Talking()]), ("Later", [.. Later()]),
            ("One message", [.. MessageCommands.All()]),
        ("Rooms", [.. Rooms()]), ("Ruling a room", [.. RulingCommands.All()]), ("Invite links", [.. LinkCommands.All()]),
            ("People", [.. PeopleCommands.People()]),
        ("Files", [.. Files()]), ("Moderation", [.. PeopleCommands.Moderation()]), ("The client", [.. Client()]),
    ];

    static readonly CommandSpec[] Ordered = [.. Sections.SelectMany(section => section.Commands)];

    /// <summary>The command of this name (without the slash, in any case), or null.</summary>
    public static CommandSpec? Find(string name) =>
        All.FirstOrDefault(command => command.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static IEnumerable<CommandSpec> Account() =>
    [
        new("register", "Create an account and log in (a password has 8 characters or more).", "/register alice correct-horse",
            given => new Ask(new Register(given[0], given[1])), Arg("username", ArgumentKind.Name), Arg("password", ArgumentKind.Password)),
        new("login", "Log in this client; others may be logged in as the same user.", "/login alice correct-horse",
            given => new Ask(new Login(given[0], given[1])), Arg("username", ArgumentKind.Name), Arg("password", ArgumentKind.Password)),
        new("password", "Choose another password; your other clients are logged out.", "/password correct-horse better-horse",
            given => new Ask(new ChangePassword(given[0], given[1])), Arg("old", ArgumentKind.Password), Arg("new", ArgumentKind.Password)),
        new("logout", "Log out this client only.", "/logout", _ => new Ask(new Logout())),
        new("sessions", "Your clients: where, and since when.", "/sessions", _ => new Ask(new GetSessions())),
    ];

    static IEnumerable<CommandSpec> Talking() =>
    [
        new("send", "Send a message to a room. Text without a slash goes to the room in view.", "/send Global Good morning!",
            given => new Say(given[0], given[1]), Arg("room_name", ArgumentKind.Room), Rest("message", ArgumentKind.Message)),
        new("say", "Send a message to the room in view, whatever it begins with.", "/say help is on its way",
            given => new SayHere(given[0]), Rest("message", ArgumentKind.Message)),
        new("send_private", "Send a private message; the dialogue must be open.", "/send_private bob Lunch?",
            given => new SayPrivately(given[0], given[1]), Arg("username", ArgumentKind.User), Rest("message", ArgumentKind.Message)),
        new("history", "The last messages of a room (20 unless told), or those around one: lab#42; without a room, your own actions.",
            "/history 50 lab",
            HistoryArguments.Read, Optional("n", ArgumentKind.Count), Optional("room_name", ArgumentKind.Room)),
        new("search", "Find messages in a room, or in all that you may read; \"several words\" in quotes are all text.", "/search plan lab",
            SearchArguments.Read, Arg("text", ArgumentKind.Text), Rest("room", ArgumentKind.Room) with { Required = false }),
        new("unread", "What you have not read: how much in which room, and how much of it calls you.", "/unread",
            _ => new Ask(new GetUnread())),
        new("open_dialogue", "Open the private chat with a user.", "/open_dialogue bob",
            given => new Ask(new OpenDialogue(given[0])), Arg("user_name", ArgumentKind.User)),
        new("delete_dialogue", "Delete the private chat with a user, for both, with its messages.", "/delete_dialogue bob",
            given => new Ask(new DeleteDialogue(given[0])), Arg("user_name", ArgumentKind.User)),
    ];

    static IEnumerable<CommandSpec> Later() =>
    [
        new("send_at", $"Send a message later, at {Moment.Form}.", "/send_at 18:30 lab Time to go home!",
            SendAtArguments.Read, Arg("when", ArgumentKind.Text), Arg("room_or_@user", ArgumentKind.Target),
                Rest("message", ArgumentKind.Message)),
        new("scheduled", "Your messages that wait for their time.", "/scheduled", _ => new Ask(new GetScheduled())),
        new("cancel", "Take a scheduled message back.", "/cancel 17", SendAtArguments.Cancel, Arg("number", ArgumentKind.Text)),
    ];

    static IEnumerable<CommandSpec> Rooms() =>
    [
        new("create_room", "Create a room, /open to everyone or /restricted to those you add; you are its admin.",
            "/create_room lab /restricted",
            RoomTypeArgument.Create, Arg("room_name", ArgumentKind.Name), Arg("room_type", ArgumentKind.RoomType)),
        new("delete_room", "Delete a room with its messages (admins only).", "/delete_room lab",
            given => new Ask(new DeleteRoom(given[0])), Arg("room_name", ArgumentKind.Room)),
        new("add_user", "Allow a user into a room and tell them (admins only).", "/add_user lab bob",
            given => new Ask(new AddUser(given[0], given[1])), Arg("room_name", ArgumentKind.Room), Arg("user_name", ArgumentKind.User)),
        new("remove_user", "Take a user out of a room and keep them out (admins only).", "/remove_user lab bob",
            given => new Ask(new RemoveUser(given[0], given[1])), Arg("room_name", ArgumentKind.Room), Arg("user_name", ArgumentKind.User)),
        new("join_room", "Enter a room: an open one, or one that you were added to.", "/join_room lab",
            given => new Ask(new JoinRoom(given[0])), Arg("room_name", ArgumentKind.Room)),
        new("leave_room", "Leave a room.", "/leave_room lab",
            given => new Ask(new LeaveRoom(given[0])), Arg("room_name", ArgumentKind.Room)),
        new("set_room", "Change a setting of a room (admins only); without one, show them and what you may still send.",
            "/set_room lab message-lifetime 1h",
            SettingArguments.Read, Arg("room_name", ArgumentKind.Room), Optional("setting", ArgumentKind.Setting),
                Optional("value", ArgumentKind.Text)),
        new("rooms", "List rooms, or those with a text in their name.", "/rooms lab",
            given => new Ask(new FindRooms(given.Count > 0 ? given[0] : null)), Optional("text", ArgumentKind.Text)),
        new("who", "Who is in a room, and who is online.", "/who lab",
            given => new ShowMembers(given.Count > 0 ? given[0] : null), Optional("room", ArgumentKind.Room)),
    ];

    static IEnumerable<CommandSpec> Files() =>
    [
        new("publish_file", "Upload a file and post it in the room in view.", "/publish_file ~/plan.pdf",
            given => new PublishFile(given[0]), Rest("path", ArgumentKind.Path)),
        new("load_file", "Download a file, to a path or to the downloads folder.", "/load_file 3kVbT9… ~/plans/plan.pdf",
            given => new LoadFile(given[0], given.Count > 1 ? given[1] : null),
            Arg("key", ArgumentKind.FileKey), Rest("path", ArgumentKind.Path) with { Required = false }),
        new("files", "Your published files: sizes, dates and keys.", "/files", _ => new Ask(new GetFiles())),
        new("delete_file", "Delete a file of yours, for everybody.", "/delete_file alice:3kVbT9…",
            given => new Ask(new DeleteFile(given[0])), Arg("key", ArgumentKind.FileKey)),
    ];

    static IEnumerable<CommandSpec> Client() =>
    [
        new("room", "Bring a room or a dialogue into view.", "/room lab", given => new SwitchTo(given[0]), Arg("name", ArgumentKind.Room)),
        new("help", "This list; with a command, its line and an example.", "/help send",
            given => new ShowHelp(given.Count > 0 ? given[0] : null), Optional("command", ArgumentKind.Command)),
        new("quit", "Leave.", "/quit", _ => new Quit()),
    ];

    internal static ArgumentSpec Arg(string name, ArgumentKind kind) => new(name, kind);

    internal static ArgumentSpec Optional(string name, ArgumentKind kind) => new(name, kind, Required: false);

    internal static ArgumentSpec Rest(string name, ArgumentKind kind) => new(name, kind, TakesRest: true);
}
