using System.Runtime.CompilerServices;
using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

public sealed class FindingTests
{
    static ScreenDriver LoggedIn()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        return screen;
    }

    [Theory]
    [InlineData("\u000b")]
    [InlineData("\eOP")]
    public void Palette_WithAFewLetters_FindsRoomsAndCommands(string key)
    {
        var screen = LoggedIn();
        screen.Type(key + "lab\r");
        screen.Model.View.ShouldBe("room/lab");
        screen.Model.Palette.ShouldBeNull();
        screen.Type(key + "crroom");
        screen.Text.ShouldContain("/create_room <room_name> <room_type>");
        screen.Type("\r");
        screen.Model.Editor.Text.ShouldBe("/create_room ");
        screen.Effects.ShouldNotContain(effect => effect is PostMessage);
    }

    [Fact]
    public void Palette_WithLettersOfWhatAKeyDoes_FindsAndDoesIt()
    {
        var screen = LoggedIn();
        screen.Type("\eOPdraw everything\r");
        screen.Effects.ShouldBe([new Redraw()]);
    }

    [Fact]
    public void Palette_Closed_LeavesWhatWasWritten()
    {
        var screen = LoggedIn();
        screen.Type("half\eOPzzzz");
        screen.Text.ShouldContain("Nothing has these letters.");
        screen.Type("\e");
        screen.Model.Editor.Text.ShouldBe("half");
        screen.Type("\u0001\u000b");
        screen.Model.Editor.Text.ShouldBeEmpty("Ctrl+K cuts where something stands behind the cursor");
        screen.Model.Palette.ShouldBeNull();
    }

    [Fact]
    public void Palette_AtHome_FindsPeopleOfAllRooms()
    {
        var screen = LoggedIn();
        screen.Type("\e0");
        screen.Type("\eOPdave");
        screen.Text.ShouldContain("@dave  open the dialogue");
        screen.Type("\r");
        screen.Model.Editor.Text.ShouldBe("/open_dialogue dave");
    }

    [Fact]
    public void AltSlash_GoesToWhatWasInViewBefore_AndBack()
    {
        var screen = LoggedIn();
        screen.Type("\e2\e/");
        screen.Model.View.ShouldBe("room/global");
        screen.Type("\e/");
        screen.Model.View.ShouldBe("room/lab");
    }

    [Fact]
    public void Signs_ThatNeedMoreRows_StayInTheirColumn()
    {
        var screen = LoggedIn();
        screen.Type("/help signs\r");
        screen.Text.ShouldContain("0 … 9             before a room: Alt and");
        screen.Text.ShouldContain("│                   this digit brings");
    }

    [Fact]
    public void Palette_ForOperatorsOnly_OffersTheirCommands()
    {
        var screen = LoggedIn();
        screen.Type("\eOPaudit");
        screen.Text.ShouldNotContain("/audit [n]");
        screen.Type("\e");
        screen.Type("/help\r");
        screen.Model.Panel!.Lines.ShouldNotContain("/audit [n]");
        screen.Frame(new RoleGranted(Role.Operator, "root") { Feed = "user/alice", Seq = 10, At = FakeTime.Start });
        screen.Type("\e");
        screen.Type("\eOPaudit");
        screen.Text.ShouldContain("/audit [n]");
        screen.Type("\e");
        screen.Type("/help\r");
        screen.Model.Panel!.Lines.ShouldContain("/audit [n]");
    }

    [Fact]
    public void Help_OfKeysAndSigns_ComesFromTheTable()
    {
        var screen = LoggedIn();
        screen.Type("/help keys\r");
        foreach (var binding in KeyTable.Sections.SelectMany(section => section.Bindings))
        {
            screen.Model.Panel!.Lines.ShouldContain(line => line.Contains(binding.Help, StringComparison.Ordinal));
        }
        screen.Type("\e");
        screen.Type("/help signs\r");
        foreach (var sign in (string[])["›", "◦", "…", "✓", "@1 3"])
        {
            screen.Model.Panel!.Lines.ShouldContain(line => line.StartsWith(sign, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Documentation_OfTheKeys_IsTheTable()
    {
        var path = Path.Combine(Root(), "docs", "keys.md");
        if (Environment.GetEnvironmentVariable("ACTORCHAT_UPDATE_GOLDEN") == "1") File.WriteAllText(path, KeyText.Markdown);
        File.ReadAllText(path).ShouldBe(KeyText.Markdown);
    }

    [Fact]
    public void Search_InWhatWasEntered_FindsOlderLines_AndEscapeGivesUp()
    {
        var screen = LoggedIn();
        screen.Type("first plan\rsecond\rthird plan\r");
        screen.Type("draft\u0012pla");
        screen.Model.Editor.Text.ShouldBe("third plan");
        screen.Type("\u0012");
        screen.Model.Editor.Text.ShouldBe("first plan");
        screen.Text.ShouldContain("Search: pla (2 of 2");
        screen.Type("\e");
        screen.Model.Editor.Text.ShouldBe("draft");
        screen.Effects.Clear();
        screen.Type("\u0012sec\r");
        screen.Effects.ShouldContain(new PostMessage(false, "Global", "second"));
        screen.Model.Search.ShouldBeNull();
    }

    [Fact]
    public void FirstUnread_IsBroughtToTheTop()
    {
        var screen = LoggedIn();
        screen.Type("\e2");
        for (var i = 1; i <= 60; i++) screen.Frame(ScreenDriver.Said(421 + i, 402 + i, "bob", $"line {i}"));
        screen.Type("\e1");
        screen.Text.ShouldContain("line 60");
        screen.Type("\eu");
        screen.Text.ShouldContain("── new ──");
        screen.Text.ShouldNotContain("line 60");
        screen.Type("\e");
        screen.Text.ShouldContain("line 60");
    }

    [Fact]
    public void Title_OfTheWindow_CountsWhatIsUnread()
    {
        var screen = LoggedIn();
        WindowTitle.Of(screen.Model).ShouldBe("(13) alice · ActorChat");
        WindowTitle.Of(new AppModel()).ShouldBe("ActorChat");
    }

    [Fact]
    public void Completion_OfRoomsToJoin_AsksTheNode_AndOffersNotThoseOneIsIn()
    {
        var screen = LoggedIn();
        screen.Type("/join_room \t");
        screen.Answer<FindRooms>(new RoomList([new RoomInfo("lab", RoomAccess.Restricted), new RoomInfo("library", RoomAccess.Open),
            new RoomInfo("attic", RoomAccess.Open)], false));
        screen.Model.Completion!.Candidates.ShouldBe(["attic", "library"]);
    }

    [Fact]
    public void Completion_OfMessageNumbers_OffersTheNewestFirst()
    {
        var screen = LoggedIn();
        screen.Type("/react \t");
        screen.Model.Completion!.Candidates.Take(2).ShouldBe(["421", "420"]);
        screen.Type("\u0015/edit \t");
        screen.Model.Completion.ShouldBeNull("none of these is one's own");
    }

    [Fact]
    public void Panel_WhileMessagesCome_CountsThem_AndSendingClosesIt()
    {
        var screen = LoggedIn();
        screen.Frame(new ReadTo("room/Global", 421, 402) { Feed = "user/alice", Seq = 10, At = FakeTime.Start });
        screen.Type("/help\r");
        screen.Frame(ScreenDriver.Said(422, 403, "bob", "behind"));
        screen.Text.ShouldContain("1 new behind");
        screen.Type("hello\r");
        screen.Model.Panel.ShouldBeNull();
        screen.Text.ShouldContain("behind");
    }

    [Fact]
    public void RefusedLines_HoweverMany_TakeOneRow_AndEscapeClearsThem()
    {
        var screen = LoggedIn();
        for (var i = 0; i < 30; i++)
        {
            screen.Tell(new OutboxChanged(new OutboxItem($"dev:{i}", false, "Global", $"line {i}\nof two"), OutboxState.Refused,
                new Error(ErrorCodes.RateLimited, "Too many.")));
        }
        screen.Text.ShouldContain("✗ 30 not sent, Esc clears (Too many.)");
        screen.Text.ShouldContain("They do.");
        screen.Type("\e");
        screen.Text.ShouldNotContain("✗");
    }

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
