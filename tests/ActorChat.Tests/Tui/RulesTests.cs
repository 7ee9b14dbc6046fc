using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

/// <summary>A room's rules on the screen.</summary>
public sealed class RulesTests
{
    static ScreenDriver LoggedIn(int width = 120, int height = 24)
    {
        var screen = new ScreenDriver(width, height);
        screen.LogIn();
        screen.Frame(new RoomState("room/Global", 421, "Global", RoomAccess.Open, 402, [], [], 0, ["alice", "bob"], null,
            RoomSettings.OfGlobal, new SendCount(FakeTime.Start, 18)));
        screen.Pass(TimeSpan.FromSeconds(1));
        return screen;
    }

    [Fact]
    public void StatusLine_WhereThereIsALimit_ShowsWhatIsLeft()
    {
        var screen = LoggedIn();
        screen.Text.ShouldContain("send 2 more until 11:42");
        screen.Frame(ScreenDriver.Said(422, 403, "alice", "one") with { At = FakeTime.Start.AddMinutes(1) });
        screen.Text.ShouldContain("send 1 more until 11:42");
        screen.Frame(ScreenDriver.Said(423, 404, "bob", "not mine") with { At = FakeTime.Start.AddMinutes(1) });
        screen.Text.ShouldContain("send 1 more until 11:42");
        screen.Pass(TimeSpan.FromHours(1));
        screen.Text.ShouldContain("send 20 more ·");
        screen.Frame(ScreenDriver.Said(424, 405, "alice", "anew") with { At = FakeTime.Start.AddHours(1) });
        screen.Text.ShouldContain("send 19 more until 12:42");
        screen.Type("\e2");
        screen.Text.ShouldNotContain("more until");
    }

    [Fact]
    public void StatusLine_WhileTheUserIsSuspended_PromisesNothing()
    {
        var screen = LoggedIn();
        screen.Frame(new Reported(3, "spam") { Feed = "user/alice", Seq = 100, At = FakeTime.Start });
        screen.Text.ShouldContain("somebody reported you (spam): that is warning 3");
        screen.Text.ShouldContain("send 2 more");
        screen.Frame(
            new Suspended(FakeTime.Start.AddHours(4), "3 users reported you") { Feed = "user/alice", Seq = 101, At = FakeTime.Start });
        screen.Text.ShouldNotContain("more until");
        screen.Pass(TimeSpan.FromHours(3));
        screen.Text.ShouldNotContain("send 20 more");
        screen.Pass(TimeSpan.FromHours(1));
        screen.Text.ShouldContain("send 20 more");
    }

    [Fact]
    public void SettingChanged_ChangesWhatIsLeftAndIsTold()
    {
        var screen = LoggedIn();
        screen.Frame(new SettingChanged(RoomSettings.OfGlobal with { SendLimit = 30 }, "send-limit", "root") { Feed = "room/Global",
            Seq = 422, At = FakeTime.Start });
        screen.Text.ShouldContain("root set send-limit to 30");
        screen.Text.ShouldContain("send 12 more until 11:42");
    }

    [Fact]
    public void SetRoom_AsksTheNode_AndWithoutASettingShowsThem()
    {
        var screen = LoggedIn();
        screen.Type("/set_room lab send-l\t3\r");
        screen.Effects.OfType<AskNode>().Last().Request.ShouldBe(new SetRoom("lab", "send-limit", "3"));
        screen.Answer<SetRoom>(new Done());
        screen.Text.ShouldContain("lab: send-limit is 3 now.");
        screen.Type("/set_room global\r");
        foreach (var line in (
            string[])["Rules of Global", "message-lifetime 1h", "send-limit 20", "send-period 1h", "You may send 2 more until 11:42."])
        {
            screen.Text.ShouldContain(line);
        }
        screen.Type("\e");
        screen.Type("/set_room lab send-limit\r");
        screen.Text.ShouldContain("The value of send-limit is missing.");
    }

    [Fact]
    public void Post_OverTheLimit_IsRefusedAndHoldsUpNothing()
    {
        var link = new FakeLink([]);
        link.Core.Start();
        link.LogIn();
        var answers = new List<Reply>();
        link.Core.Post(false, "Global", "too much", null, answers.Add);
        link.Core.Post(false, "lab", "elsewhere", null, answers.Add);
        link.Say(new Error(ErrorCodes.RateLimited, "later", 3_600_000) { Re = link.Sent().ShouldHaveSingleItem().Id });
        answers.ShouldHaveSingleItem().ShouldBeOfType<Error>();
        link.Sent().ShouldHaveSingleItem().ShouldBeOfType<Post>().Text.ShouldBe("elsewhere");
        link.Told.OfType<OutboxChanged>().Last(changed => changed.Item.Text == "too much").State.ShouldBe(OutboxState.Refused);
    }
}
