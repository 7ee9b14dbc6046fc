namespace ActorChat.Tests.Architecture;

/// <summary>
/// Inside a project the namespaces form a ladder: a file uses only rungs above its own. So there is never a circle, and every file can be
/// understood from the top.
/// </summary>
public sealed class LadderTests
{
    // From the top, which uses nothing, to the bottom, which puts everything together.
    static readonly Dictionary<string, string[]> Ladders = new()
    {
        ["ActorChat.Messages"] = ["ActorChat.Messages"],
        ["ActorChat.Remoting"] =
        [
            "ActorChat.Remoting", "ActorChat.Remoting.Serialization", "ActorChat.Remoting.Guarding", "ActorChat.Remoting.Links",
            "ActorChat.Remoting.Transports", "ActorChat.Remoting.Systems",
        ],
        ["ActorChat.Node"] =
        [
            "ActorChat.Node", "ActorChat.Node.Behaviours",
            "ActorChat.Node.Chat", "ActorChat.Node.Chat.Talk", "ActorChat.Node.Chat.Moderation", "ActorChat.Node.Chat.Rooms",
                "ActorChat.Node.Chat.Dialogues",
            "ActorChat.Node.Chat.Users", "ActorChat.Node.Chat.Files", "ActorChat.Node.Chat.Codecs",
            "ActorChat.Node.Stores", "ActorChat.Node.Stores.Memory", "ActorChat.Node.Stores.Sqlite", "ActorChat.Node.Stores.Postgres",
            "ActorChat.Node.Journals", "ActorChat.Node.Feeds", "ActorChat.Node.Entities", "ActorChat.Node.Clustering.Crossing",
                "ActorChat.Node.Clustering",
            "ActorChat.Node.Searching", "ActorChat.Node.Kinds", "ActorChat.Node.Passwords", "ActorChat.Node.Sessions",
                "ActorChat.Node.Handlers",
            "ActorChat.Node.Doors", "ActorChat.Node.Doors.Http.Contract", "ActorChat.Node.Doors.Http",
            "ActorChat.Node.Doors.Remote", "ActorChat.Node.Settings.Hocon", "ActorChat.Node.Settings", "ActorChat.Node.Hosting", "",
        ],
        ["ActorChat.Tui"] =
        [
            "ActorChat.Tui.Text", "ActorChat.Tui.Terminal", "ActorChat.Tui.Commands", "ActorChat.Tui.Files", "ActorChat.Tui.Model",
            "ActorChat.Tui.Connection", "ActorChat.Tui.Local", "ActorChat.Tui.Plain", "ActorChat.Tui.Screen", "ActorChat.Tui", "",
        ],
    };

    public static TheoryData<string> Projects => [.. Ladders.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void File_WhenItUsesItsOwnProject_UsesRungsAboveItsOwn(string project)
    {
        var ladder = Ladders[project];
        var wrong =
            from file in Sources.Under($"src/{project}")
            from used in file.Usings
            let rung = RungOf(ladder, used, project)
            where rung >= 0 && ladder[rung] != file.Namespace && rung > Array.IndexOf(ladder, file.Namespace)
            select $"{file.Path} uses {used}, a rung below its own";
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_WhenItExists_HasItsRung_AndFollowsItsFolder(string project)
    {
        var files = Sources.Under($"src/{project}");
        files.Select(file => file.Namespace).Distinct().Where(space => !Ladders[project].Contains(space)).ShouldBeEmpty();
        // The records of the protocol are one vocabulary, however many folders they fill.
        if (project == "ActorChat.Messages") return;
        files.Where(file => file.Namespace.Length > 0 && Path.GetDirectoryName(file.Path)!.Replace('/', '.') != $"src.{file.Namespace}")
            .Select(file => file.Path).ShouldBeEmpty();
    }

    // A using may name a type in a namespace.
    static int RungOf(string[] ladder, string used, string project)
    {
        if (used != project && !used.StartsWith(project + ".", StringComparison.Ordinal)) return -1;
        for (var space = used; space.Length > 0; space = space.LastIndexOf('.') is > 0 and var dot ? space[..dot] : "")
        {
            if (Array.IndexOf(ladder, space) is >= 0 and var rung) return rung;
        }
        return -1;
    }
}
