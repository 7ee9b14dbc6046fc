using ActorChat.Messages;
using ActorChat.Tui.Screen;
using Terminal.Gui.Input;

namespace ActorChat.Tests.Tui;

public sealed class MouseTests
{
    static ScreenDriver LoggedIn()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        return screen;
    }

    // The row in which a text stands.
    static int RowOf(ScreenDriver screen, string text) =>
        Array.FindIndex(screen.Text.Split('\n'), row => row.Contains(text, StringComparison.Ordinal));

    [Fact]
    public void Click_OnARoom_BringsItIntoView()
    {
        var screen = LoggedIn();
        screen.Mouse(4, 3, MouseFlags.LeftButtonPressed).ShouldBe(1);
        screen.Model.View.ShouldBe("room/lab");
        screen.Mouse(4, 1, MouseFlags.LeftButtonPressed);
        screen.Model.View.ShouldBe(AppModel.Home);
    }

    [Fact]
    public void Click_OnAnInvitation_OffersToJoin()
    {
        var screen = LoggedIn();
        screen.Mouse(4, RowOf(screen, "attic"), MouseFlags.LeftButtonPressed);
        screen.Model.Editor.Text.ShouldBe("/join_room attic");
    }

    [Fact]
    public void Click_OnAMember_BeginsADialogue_OrAMention()
    {
        var screen = LoggedIn();
        screen.Mouse(70, 3, MouseFlags.LeftButtonPressed);
        screen.Model.Editor.Text.ShouldBe("/open_dialogue carol");
        screen.Type("\u0015hi ");
        screen.Mouse(70, 3, MouseFlags.LeftButtonPressed);
        screen.Model.Editor.Text.ShouldBe("hi @carol ");
        screen.Type("\u0015hi");
        screen.Mouse(70, 3, MouseFlags.LeftButtonPressed);
        screen.Model.Editor.Text.ShouldBe("hi @carol ", "a name begins a word");
        screen.Type("\u0015");
        screen.Mouse(70, 2, MouseFlags.LeftButtonPressed);
        screen.Model.View.ShouldBe("dialogue/alice~bob", "that one is open");
    }

    [Fact]
    public void Click_OnAMessage_SelectsIt_AndItsActionsFollow()
    {
        var screen = LoggedIn();
        var row = RowOf(screen, "green since");
        screen.Mouse(30, row, MouseFlags.LeftButtonPressed);
        screen.Model.Selected.ShouldBe(418);
        screen.Text.ShouldContain("#418 of carol: [answer] [comment] [react] [copy number]");
        screen.Mouse("#418 of carol: [answer] [".Length, RowOf(screen, "[answer]"), MouseFlags.LeftButtonPressed);
        screen.Model.Editor.Text.ShouldBe("/comment 418 ");
        screen.Model.Selected.ShouldBeNull();
        screen.Type("\u0015");
        screen.Mouse(30, row, MouseFlags.LeftButtonPressed);
        screen.Type("\er");
        screen.Model.Editor.Text.ShouldBe("@carol ");
        screen.Mouse(30, row, MouseFlags.LeftButtonPressed);
        screen.Type("\e");
        screen.Model.Selected.ShouldBeNull();
    }

    [Fact]
    public void Click_OnCopyNumber_GivesItToTheTerminal()
    {
        var screen = LoggedIn();
        screen.Mouse(30, RowOf(screen, "green since"), MouseFlags.LeftButtonPressed);
        screen.Type("\ey");
        screen.Effects.ShouldContain(new CopyText("Global#418"));
    }

    [Fact]
    public void Wheel_OverTheMessages_ScrollsThem_AndOverThePanelThePanel()
    {
        var screen = LoggedIn();
        for (var i = 1; i <= 40; i++) screen.Frame(ScreenDriver.Said(421 + i, 402 + i, "bob", $"line {i}"));
        screen.Text.ShouldContain("line 40");
        screen.Mouse(30, 10, MouseFlags.WheeledUp);
        screen.Text.ShouldNotContain("line 40");
        screen.Text.ShouldContain("line 37");
        screen.Mouse(30, 10, MouseFlags.WheeledDown);
        screen.Text.ShouldContain("line 40");
        screen.Type("/help\r");
        screen.Mouse(30, 10, MouseFlags.WheeledDown);
        screen.Model.Panel!.Scroll.ShouldBe(3);
    }

    [Fact]
    public void Wheel_OverTheRooms_MovesTheListOnly()
    {
        var screen = LoggedIn();
        screen.Frame(new UserState("user/alice", 10, "alice", [.. Enumerable.Range(1, 40).Select(i => $"room{i:00}"), "Global"], [], [],
            new Dictionary<string, ReadMark>()));
        var before = screen.Model.View;
        screen.Mouse(3, 10, MouseFlags.WheeledDown);
        screen.Model.View.ShouldBe(before);
        screen.Text.Split('\n')[1].ShouldStartWith("3 ");
        screen.Mouse(3, 10, MouseFlags.WheeledUp);
        screen.Text.Split('\n')[1].ShouldStartWith("0 ");
    }

    [Fact]
    public void Mouse_AnywhereOnAnyScreen_NeverFails()
    {
        foreach (var (width, height) in ((int, int)[])[(1, 1), (30, 8), (40, 10), (80, 24), (200, 60)])
        {
            var screen = new ScreenDriver(width, height);
            screen.LogIn();
            for (var x = 0; x < width; x += 3)
            {
                for (var y = 0; y < height; y += 2)
                {
                    foreach (var flags in (MouseFlags[])[MouseFlags.LeftButtonPressed, MouseFlags.WheeledUp, MouseFlags.WheeledDown,
                        MouseFlags.RightButtonPressed])
                    {
                        screen.Mouse(x, y, flags);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("OFF", false)]
    public void Setting_OfTheMouse_IsThisClientsAlone(string word, bool on)
    {
        var screen = LoggedIn();
        screen.Type($"/settings mouse {word}\r");
        screen.Effects.ShouldBe([new ListenToMouse(on)]);
        screen.Text.ShouldContain(on ? "Clicks and the wheel are the client's" : "the terminal's own");
    }

    [Fact]
    public void Setting_OfTheMouse_WhenHalfTyped_SaysWhatIsMissing()
    {
        var screen = LoggedIn();
        screen.Type("/settings mouse\r");
        screen.Text.ShouldContain("Say on or off.");
        screen.Effects.ShouldBeEmpty();
    }
}
