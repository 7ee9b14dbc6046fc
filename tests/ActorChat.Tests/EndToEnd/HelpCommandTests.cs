using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(ThreeNodesTests.Name)]
public sealed class HelpCommandTests(ThreeNodes nodes)
{
    // Every command with arguments that can't be right, and its usage line.
    static readonly (string Typed, string Usage)[] Wrongly =
    [
        ("/register alice", "/register <username> <password>"),
        ("/login alice", "/login <username> <password>"),
        ("/logout now", "/logout"),
        ("/quit now", "/quit"),
        ("/send lab", "/send <room_name> <message>"),
        ("/send_private bob", "/send_private <username> <message>"),
        ("/history 1 lab more", "/history [n] [room_name]"),
        ("/send_at 18:30 lab", "/send_at <when> <room_or_@user> <message>"),
        ("/scheduled all", "/scheduled"),
        ("/cancel", "/cancel <number>"),
        ("/search", "/search <text> [room]"),
        ("/create_room lab", "/create_room <room_name> <room_type>"),
        ("/delete_room", "/delete_room <room_name>"),
        ("/add_user lab", "/add_user <room_name> <user_name>"),
        ("/remove_user lab", "/remove_user <room_name> <user_name>"),
        ("/join_room", "/join_room <room_name>"),
        ("/leave_room  lab", "/leave_room <room_name>"),
        ("/invite_link lab many", "/invite_link <room_name> [uses] [duration]"),
        ("/links", "/links <room_name>"),
        ("/revoke_link", "/revoke_link <link>"),
        ("/join_link", "/join_link <link>"),
        ("/requests a b", "/requests [room_name]"),
        ("/approve lab", "/approve <room_name> <user_name>"),
        ("/deny lab", "/deny <room_name> <user_name>"),
        ("/open_dialogue", "/open_dialogue <user_name>"),
        ("/delete_dialogue bob now", "/delete_dialogue <user_name>"),
        ("/publish_file", "/publish_file <path>"),
        ("/files all", "/files"),
        ("/delete_file", "/delete_file <key>"),
        ("/load_file", "/load_file <key> [path]"),
        ("/help one two", "/help [command]"),
        ("/rooms a b", "/rooms [text]"),
        ("/who a b", "/who [room]"),
        ("/sessions all", "/sessions"),
        ("/end_session", "/end_session <id>"),
        ("/settings volume off", "/settings [name] [on|off]"),
        ("/report", "/report <user> [reason]"),
        ("/whois", "/whois <user>"),
        ("/back now", "/back"),
        ("/ignore", "/ignore <user>"),
        ("/unignore", "/unignore <user>"),
        ("/reports all", "/reports"),
        ("/dismiss", "/dismiss <number_or_user>"),
        ("/ban", "/ban <user> [duration] [reason]"),
        ("/unban", "/unban <user>"),
        ("/grant alice king", "/grant <user> <role>"),
        ("/revoke_role alice", "/revoke_role <user> <role>"),
        ("/audit 0", "/audit [n]"),
        ("/room", "/room <name>"),
    ];

    [Fact]
    public async Task AnyCommand_WhenTypedWrongly_AnswersWithItsUsageLine()
    {
        await using var client = PlainClient.Connect("A1", (await nodes.Cluster).Addresses);
        foreach (var (typed, usage) in Wrongly) (await client.Misused(typed)).ShouldContain(usage, customMessage: typed);
        (await client.Misused("/snd lab hello")).ShouldContain("/send");
    }

    [Fact]
    public async Task Help_WhenAsked_ShowsEveryCommand_OrOneWithAnExample()
    {
        await using var client = PlainClient.Connect("A1", (await nodes.Cluster).Addresses);
        var all = (await client.Right("/help")).Text("help")!;
        foreach (var (_, usage) in Wrongly) all.ShouldContain(usage);
        var one = (await client.Right("/help create_room")).Text("help")!;
        one.ShouldContain("/create_room <room_name> <room_type>");
        one.ShouldContain("Example: /create_room lab /restricted");
        (await client.Misused("/help sendd")).ShouldContain("/send");
    }
}
