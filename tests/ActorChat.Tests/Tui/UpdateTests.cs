using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

public sealed class UpdateTests
{
    static ScreenDriver LoggedIn(int width = 80, int height = 24)
    {
        var screen = new ScreenDriver(width, height);
        screen.LogIn();
        return screen;
    }

    [Fact]
    public void Enter_WithText_PostsItToTheRoomInView()
    {
        var screen = LoggedIn();
        screen.Type("hello\r");
        screen.Effects.ShouldBe([new PostMessage(false, "Global", "hello")]);
        screen.Effects.Clear();
        screen.Type("\e3hi\r");
        screen.Effects.OfType<PostMessage>().ShouldBe([new PostMessage(true, "bob", "hi")]);
        screen.Model.Editor.Text.ShouldBeEmpty();
    }

    [Fact]
    public void Enter_AfterAPasteOfManyLines_PostsOneMessage()
    {
        var screen = LoggedIn();
        screen.Type("\e[200~look:\n/quit\n/logout\e[201~\r");
        screen.Effects.ShouldBe([new PostMessage(false, "Global", "look:\n/quit\n/logout")]);
    }

    [Fact]
    public void Enter_WithAWrongCommand_KeepsTheLineAndShowsTheUsage()
    {
        var screen = LoggedIn();
        screen.Type("/join_room\r");
        screen.Effects.ShouldBeEmpty();
        screen.Model.Editor.Text.ShouldBe("/join_room");
        screen.Text.ShouldContain("Usage: /join_room <room_name>");
    }

    [Fact]
    public void Password_IsNeitherShownNorKept()
    {
        var screen = new ScreenDriver(80, 24);
        screen.Type("/login alice correct-horse");
        screen.Text.ShouldNotContain("correct-horse");
        screen.Text.ShouldContain("•••••");
        screen.Type("\r\e[A");
        screen.Model.Editor.Text.ShouldBeEmpty();
        screen.Effects.OfType<AskNode>().Single().Request.ShouldBe(new Login("alice", "correct-horse"));
    }

    [Fact]
    public void Reading_AtTheBottom_IsToldOnceASecond_AndNotWhileScrolledUp()
    {
        var screen = LoggedIn();
        screen.Pass(TimeSpan.FromSeconds(1));
        screen.Effects.ShouldBe([new AskNode(new MarkRead("room/Global", 421, 402), Purpose.Quiet)]);
        screen.Effects.Clear();
        screen.Pass(TimeSpan.FromSeconds(1));
        screen.Effects.ShouldBeEmpty();
        screen.Frame(new ReadTo("room/Global", 421, 402) { Feed = "user/alice", Seq = 10, At = FakeTime.Start });
        screen.Type("/help\r");
        screen.Frame(ScreenDriver.Said(422, 403, "bob", "unseen"));
        screen.Pass(TimeSpan.FromSeconds(5));
        screen.Effects.ShouldBeEmpty();
        screen.Type("\e");
        screen.Pass(TimeSpan.FromSeconds(1));
        screen.Effects.ShouldBe([new AskNode(new MarkRead("room/Global", 422, 403), Purpose.Quiet)]);
    }

    [Fact]
    public void OwnMessage_ElsewhereThanInView_IsToldAsRead()
    {
        var screen = LoggedIn();
        screen.Pass(TimeSpan.FromSeconds(1));
        screen.Frame(new ReadTo("room/lab", 12, 7) { Feed = "user/alice", Seq = 10, At = FakeTime.Start });
        screen.Effects.Clear();
        screen.Frame(ScreenDriver.Said(13, 8, "alice", "mine", feed: "room/lab", key: "dev:1"));
        screen.Model.Chat.Unread("room/lab").ShouldBe(0);
        screen.Pass(TimeSpan.FromSeconds(0.25));
        screen.Effects.ShouldBe([new AskNode(new MarkRead("room/lab", 13, 8), Purpose.Quiet)]);
    }

    [Fact]
    public void Switching_ByKeys_GoesThroughTheList()
    {
        var screen = LoggedIn();
        screen.Model.View.ShouldBe("room/global");
        screen.Type("\e2");
        screen.Model.View.ShouldBe("room/lab");
        screen.Type("\e[1;3B");
        screen.Model.View.ShouldBe("dialogue/alice~bob");
        screen.Type("\e[1;3C");
        screen.Model.View.ShouldBe(AppModel.Home);
        screen.Type("\e[1;3A\e[1;3D");
        screen.Model.View.ShouldBe("room/lab");
        screen.Type("\e9");
        screen.Model.View.ShouldBe("room/lab");
        screen.Type("/room BOB\r");
        screen.Model.View.ShouldBe("dialogue/alice~bob");
        screen.Type("/room nowhere\r");
        screen.Text.ShouldContain("You are not in nowhere");
    }

    [Fact]
    public void NextUnread_GoesToTheNextRoomWithUnreadMessages()
    {
        var screen = LoggedIn();
        screen.Type("\ea");
        screen.Model.View.ShouldBe("room/lab");
        screen.Type("\ea");
        screen.Model.View.ShouldBe("dialogue/alice~bob");
    }

    [Fact]
    public void Room_ComingIntoViewFirst_IsLoaded()
    {
        var screen = LoggedIn();
        screen.Type("\e2");
        screen.Effects.ShouldBe([new AskNode(new GetHistory("room/lab", null, Loading.PageSize), Purpose.LoadHistory)]);
        screen.Type("\e1\e2");
        screen.Effects.Count.ShouldBe(1);
    }

    [Fact]
    public void PageUp_AtTheTop_LoadsOlderOnesOnce()
    {
        var screen = LoggedIn(40, 10);
        for (var i = 0; i < 5; i++) screen.Type("\e[5~");
        screen.Effects.ShouldBe([new AskNode(new GetHistory("room/Global", 417, Loading.PageSize), Purpose.LoadHistory)]);
        screen.Answer<GetHistory>(new HistoryPage("room/Global", [ScreenDriver.Said(300, 290, "bob", "old")], false));
        screen.Type("\e[5~\e[5~\e[5~");
        screen.Text.ShouldContain("old");
        screen.Text.ShouldContain("the beginning");
        screen.Type("\e");
        screen.Text.ShouldContain("plan.pdf");
    }

    [Fact]
    public void PageUp_ThenNewMessages_KeepsWhatIsLookedAt()
    {
        var screen = LoggedIn(40, 10);
        screen.Type("\e[5~");
        var before = screen.Text;
        screen.Frame(ScreenDriver.Said(422, 403, "bob", "new one"));
        screen.Text.ShouldBe(before);
        for (var i = 0; i < 5; i++) screen.Type("\e[6~");
        screen.Text.ShouldContain("new one");
        screen.Model.PaneInView.Bottom.ShouldBeNull();
    }

    [Fact]
    public void EnteringARoom_HereBringsItIntoView_ButNotFromElsewhere()
    {
        var screen = LoggedIn();
        screen.Frame(new RoomJoined("other", 3, 0) { Feed = "user/alice", Seq = 10, At = FakeTime.Start });
        screen.Frame(new RoomState("room/other", 3, "other", RoomAccess.Open, 0, [], ["alice"], 1, ["alice"]));
        screen.Model.View.ShouldBe("room/global");
        screen.Type("/join_room attic\r");
        screen.Frame(new RoomJoined("attic", 3, 0) { Feed = "user/alice", Seq = 11, At = FakeTime.Start });
        screen.Frame(new RoomState("room/attic", 3, "attic", RoomAccess.Open, 0, [], ["alice"], 1, ["alice"]));
        screen.Model.View.ShouldBe("room/attic");
    }

    [Fact]
    public void Room_ThatVanishesWhileInView_GivesWayToGlobalAndSaysWhy()
    {
        var screen = LoggedIn();
        screen.Type("\e2");
        screen.Frame(new RoomRemoved("lab", "bob", 13) { Feed = "user/alice", Seq = 10, At = FakeTime.Start });
        screen.Model.View.ShouldBe("room/global");
        screen.Text.ShouldContain("bob removed you from lab");
    }

    [Fact]
    public void Outgoing_WhenItsEventComes_StandsOnce()
    {
        var screen = LoggedIn();
        var item = new OutboxItem("dev:1", false, "Global", "unique-text");
        screen.Tell(new OutboxChanged(item, OutboxState.Pending));
        screen.Text.ShouldContain("… alice: unique-text");
        screen.Frame(ScreenDriver.Said(422, 403, "alice", "unique-text", key: "dev:1"));
        screen.Tell(new OutboxChanged(item, OutboxState.Posted));
        screen.Text.Split("unique-text").Length.ShouldBe(2);
        screen.Model.Outgoing.ShouldBeEmpty();
    }

    [Fact]
    public void Outgoing_WhenAcknowledgedBeforeItsEvent_StaysUntilThen()
    {
        var screen = LoggedIn();
        var item = new OutboxItem("dev:1", false, "Global", "unique-text");
        screen.Tell(new OutboxChanged(item, OutboxState.Pending));
        screen.Tell(new OutboxChanged(item, OutboxState.Posted));
        screen.Text.ShouldContain("… alice: unique-text");
        screen.Frame(ScreenDriver.Said(422, 403, "alice", "unique-text", key: "dev:1"));
        screen.Text.Split("unique-text").Length.ShouldBe(2);
    }

    [Fact]
    public void Leaving_TakesTwoInterruptsOrEndOfInput()
    {
        var screen = LoggedIn();
        screen.Type("draft\u0003");
        screen.Model.Editor.Text.ShouldBeEmpty();
        screen.Effects.ShouldBeEmpty();
        screen.Pass(TimeSpan.FromSeconds(4));
        screen.Effects.Clear();
        screen.Type("\u0003");
        screen.Effects.ShouldBeEmpty();
        screen.Type("\u0003");
        screen.Effects.ShouldBe([new Exit()]);
        screen.Effects.Clear();
        screen.Type("\u0004/quit\r");
        screen.Effects.ShouldBe([new Exit(), new Exit()]);
    }

    [Fact]
    public void Answers_LongOnesOpenAPanel_ShortOnesANotice()
    {
        var screen = LoggedIn(200, 60);
        screen.Type("/sessions\r");
        screen.Answer<GetSessions>(new SessionList([new SessionInfo("s1", "tui on lab-3", "n1", "127.0.0.1", FakeTime.Start, This: true)]));
        screen.Text.ShouldContain("* tui on lab-3, node n1, from 127.0.0.1, since 2026-11-22 10:42 (session s1)");
        screen.Type("\e");
        screen.Type("/leave_room Global\r");
        screen.Answer<LeaveRoom>(new Error(ErrorCodes.GlobalRoom, "Nobody leaves Global."));
        screen.Model.Notice.ShouldBe(new ShortNotice("Nobody leaves Global.", true, screen.Model.Now));
    }

    [Fact]
    public void Completion_OfCommandsRoomsUsersAndKeys_Cycles()
    {
        var screen = LoggedIn();
        screen.Type("/pub\t");
        screen.Model.Editor.Text.ShouldBe("/publish_file ");
        screen.Type("\u0015/send_private b\t");
        screen.Model.Editor.Text.ShouldBe("/send_private bob ");
        screen.Type("\u0015/join_room a\t");
        screen.Model.Editor.Text.ShouldBe("/join_room attic ");
        screen.Type("\u0015/load_file \t");
        screen.Model.Editor.Text.ShouldBe("/load_file k3xA9 ");
        screen.Type("\u0015/create_room new \t\t\t");
        screen.Model.Editor.Text.ShouldBe("/create_room new /restricted");
        screen.Type("\e[Z");
        screen.Model.Editor.Text.ShouldBe("/create_room new /open");
        screen.Type("\u0015hi ca\t");
        screen.Model.Editor.Text.ShouldBe("hi carol ");
    }

    [Fact]
    public void Completion_OfAnUnknownUser_AsksTheNode()
    {
        var screen = LoggedIn();
        screen.Type("/open_dialogue ze\t");
        screen.Effects.ShouldBe([new AskNode(new FindUsers("ze"), Purpose.FindNames)]);
        screen.Answer<FindUsers>(new UserList(["zeno"], false));
        screen.Model.Editor.Text.ShouldBe("/open_dialogue zeno ");
    }

    [Fact]
    public void Completion_OfPaths_ListsThem()
    {
        var screen = LoggedIn();
        screen.Type("/publish_file /tm\t");
        screen.Effects.ShouldBe([new ListPaths("/tm")]);
        screen.Do(new PathsListed("/tm", ["/tmp/"]));
        screen.Model.Editor.Text.ShouldBe("/publish_file /tmp/");
    }

    [Fact]
    public void Logout_ClearsWhatTheUserSaw()
    {
        var screen = LoggedIn();
        screen.Tell(new UserChanged(null));
        screen.Model.Chat.Me.ShouldBeNull();
        screen.Text.ShouldNotContain("carol");
    }

    [Fact]
    public void Feed_WhenItWasRestoredFromABackup_IsSaid()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Frame(new SetBack("room/lab", 14, 12));
        screen.Text.ShouldContain("lab was restored from a backup");
        screen.Frame(new SetBack("dialogue/alice~bob", 2, 4));
        screen.Text.ShouldContain("@bob was restored from a backup");
    }
}
