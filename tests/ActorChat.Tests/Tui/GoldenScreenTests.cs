using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

public sealed class GoldenScreenTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    [InlineData(40, 10)]
    [InlineData(60, 16)]
    public void Screen_WithARoomInView_LooksSo(int width, int height)
    {
        var screen = new ScreenDriver(width, height);
        screen.LogIn();
        screen.ShouldLookLike($"room-{width}x{height}");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void Screen_BeforeLogin_SaysHowToBegin(int width, int height)
    {
        var screen = new ScreenDriver(width, height);
        screen.Type("/login alice correct-horse");
        screen.ShouldLookLike($"welcome-{width}x{height}");
    }

    [Fact]
    public void Screen_WithMessagesOnTheirWay_MarksThem()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Tell(new OutboxChanged(new OutboxItem("dev:1", false, "Global", "waits for another try"), OutboxState.Delayed,
            new Error(ErrorCodes.Unavailable, "The room is being moved.")));
        screen.Tell(new OutboxChanged(new OutboxItem("dev:2", false, "Global", "is on its way"), OutboxState.Pending));
        screen.Tell(new OutboxChanged(new OutboxItem("dev:3", false, "Global", "was refused"), OutboxState.Refused,
            new Error(ErrorCodes.TextTooLong, "The text is too long.")));
        screen.Tell(new LinkChanged(new LinkStatus(LinkState.Waiting, "127.0.0.1:7402", null, "refused")));
        screen.ShouldLookLike("outgoing-80x24");
    }

    [Fact]
    public void Screen_WhenTheNodeIsInTrouble_SaysSoInTheStatusLine_UntilItIsOver()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Frame(new Trouble("the store does not answer: connection refused"));
        screen.ShouldLookLike("trouble-80x24");
        screen.Frame(new Trouble());
        screen.Model.Trouble.ShouldBeNull();
        screen.Text.ShouldContain("n1 serves again.");
        screen.Frame(new Trouble("its lease has run out"));
        screen.Tell(new LinkChanged(new LinkStatus(LinkState.Connecting, "127.0.0.1:7402", null, "refused")));
        screen.Model.Trouble.ShouldBeNull("another node may be well");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void Screen_WithAPanel_ShowsItOverTheMessages(int width, int height)
    {
        var screen = new ScreenDriver(width, height);
        screen.LogIn();
        screen.Type("/help\r");
        screen.ShouldLookLike($"help-{width}x{height}");
        screen.Type("\e");
        screen.Model.Panel.ShouldBeNull();
    }

    [Fact]
    public void Screen_WithAGapAndADialogue_IsHonest()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Frame(new Gap("room/Global", 421, 600));
        screen.Frame(new RoomState("room/Global", 600, "Global", RoomAccess.Open, 570, [], [], 0, ["alice", "bob"]));
        screen.Frame(ScreenDriver.Said(601, 571, "bob", "after the gap"));
        screen.ShouldLookLike("gap-80x24");
    }

    [Fact]
    public void Screen_AtHome_ShowsOwnActionsAndNotes()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Frame(new RoomJoined("attic", 3, 0) { Feed = "user/alice", Seq = 10, At = FakeTime.Start });
        screen.Do(new LocalNote("Node n2 ended; starting it again."));
        screen.Type("\e0");
        screen.ShouldLookLike("home-80x24");
    }

    [Fact]
    public void Screen_WithALongDraftAndAnError_ShowsBoth()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Type("/jion_room x\r");
        screen.Type("\u0015\e[200~first line\nsecond line with 漢字\nthird\e[201~");
        screen.ShouldLookLike("draft-80x24");
    }

    [Fact]
    public void Screen_WithACompletionAndATransfer_ShowsChoices()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Do(new TransferMoved(new TransferProgress("plan.pdf", Upload: true, 50, 200)));
        screen.Text.ShouldContain("↑ plan.pdf [#####...............] 25 %");
        screen.Type("/s\t\t");
        screen.ShouldLookLike("completion-80x24");
    }

    [Fact]
    public void Screen_WhenTooSmall_SaysSo()
    {
        var screen = new ScreenDriver(30, 8);
        screen.LogIn();
        screen.Text.ShouldContain("ActorChat needs 40x10.");
    }

    [Fact]
    public void Screen_OfAnySize_IsDrawnWithoutFailing()
    {
        for (var width = 1; width < 130; width += 3)
        {
            for (var height = 1; height < 40; height += 3)
            {
                var screen = new ScreenDriver(width, height);
                screen.LogIn();
                screen.Type("a long draft that needs more than one row on a narrow screen, surely\e[5~/help");
                screen.Text.Split('\n').Length.ShouldBe(height + 1);
                screen.Type("\u0015/help\r\e[5~\e[6~");
                screen.Text.Split('\n').Length.ShouldBe(height + 1);
            }
        }
    }
}
