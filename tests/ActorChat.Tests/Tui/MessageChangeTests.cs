using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

/// <summary>What becomes of messages, on the screen.</summary>
public sealed class MessageChangeTests
{
    const string Global = "room/Global";

    static ScreenDriver LoggedIn(int width = 80, int height = 24)
    {
        var screen = new ScreenDriver(width, height);
        screen.LogIn();
        return screen;
    }

    static TEvent At<TEvent>(long seq, TEvent happened, string feed = Global) where TEvent : Event =>
        happened with { Feed = feed, Seq = seq, At = FakeTime.Start.AddMinutes(seq - 450) };

    static Commented Comment(long seq, int count, string by, string text, string key = "x:1") =>
        At(seq, new Commented(by, text, 418, count, key));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public void Screen_AfterChanges_ShowsThemInTheirPlace(int width, int height)
    {
        var screen = LoggedIn(width, height);
        screen.Frame(At(422, new Edited("bob", 417, "Has anybody seen the nightly build?")));
        screen.Frame(At(423, new Reacted("alice", 418, "👍")));
        screen.Frame(At(424, new Reacted("bob", 418, "👍")));
        screen.Frame(At(425, new Reacted("bob", 418, "🎉")));
        screen.Frame(Comment(426, 1, "bob", "Thank you."));
        screen.Frame(At(427, new MessageDeleted("carol", 420)));
        screen.Frame(ScreenDriver.Said(428, 403, "bob", "What do you say, @alice?"));
        screen.Frame(At(10, new Mentioned(Global, 428, "bob"), "user/alice"));
        screen.ShouldLookLike($"changes-{width}x{height}");
    }

    [Fact]
    public void Change_ThatComesTwice_ChangesNothing()
    {
        var chat = LoggedIn().Model.Chat;
        foreach (var change in (Event[])[At(422, new Edited("bob", 417, "new")), At(423, new Reacted("alice", 418, "👍")),
            Comment(424, 1, "bob", "x"), At(425, new MessageDeleted("carol", 420))])
        {
            var once = Fold.Apply(chat, change);
            var lines = once.Feeds["room/global"].Timeline.Lines;
            Amending.After(lines, change).Select(line => line.ToString()).ShouldBe(lines.Select(line => line.ToString()));
            chat = once;
        }
    }

    [Fact]
    public void Expired_TakesMessagesOffTheScreenAndFromWhatIsUnread()
    {
        var screen = LoggedIn();
        screen.Model.Chat.Unread("room/global").ShouldBe(3);
        screen.Frame(At(422, new Expired([new SeqRange(417, 420)], 401)));
        screen.Text.ShouldNotContain("the build");
        screen.Text.ShouldContain("plan.pdf");
        screen.Model.Chat.Unread("room/global").ShouldBe(1);
    }

    [Fact]
    public void Page_ThatWasReadBeforeAChange_KnowsIt()
    {
        var screen = LoggedIn();
        screen.Type("\e2");
        screen.Frame(At(13, new Edited("bob", 5, "new text"), "room/lab"));
        screen.Frame(At(14, new Expired([new SeqRange(1, 3)], 2), "room/lab"));
        screen.Frame(At(15, new MessageDeleted("bob", 6), "room/lab"));
        screen.Answer<GetHistory>(
            new HistoryPage("room/lab", [Said(3, "gone"), Said(5, "old text"), Said(6, "secret"), Said(7, "stays")], false, AsOf: 12));
        screen.Text.ShouldNotContain("gone");
        screen.Text.ShouldNotContain("old text");
        screen.Text.ShouldNotContain("secret");
        screen.Text.ShouldContain("new text (edited)");
        screen.Text.ShouldContain("stays");
        static Posted Said(long seq, string text) => ScreenDriver.Said(seq, seq, "bob", text, feed: "room/lab");
    }

    [Fact]
    public void State_WhenOlderMessagesHaveChangedMeanwhile_BeginsAnew()
    {
        var screen = LoggedIn();
        screen.Frame(new RoomState(Global, 500, "Global", RoomAccess.Open, 410, [], [], 0, ["alice"], Changed: 430));
        screen.Text.ShouldNotContain("the build");
        screen.Effects.ShouldContain(new AskNode(new GetHistory(Global, null, Loading.PageSize), Purpose.LoadHistory));
    }

    [Fact]
    public void Gap_OfWhatIsGone_IsNothingToWorryAbout()
    {
        var screen = LoggedIn();
        screen.Frame(new Gap(Global, 421, 430, Gone: true));
        screen.Frame(ScreenDriver.Said(431, 403, "bob", "after the hole"));
        screen.Text.ShouldContain("after the hole");
        screen.Text.ShouldNotContain("missing");
    }

    [Theory]
    [InlineData("/edit 417 better", typeof(EditMessage))]
    [InlineData("/delete #417", typeof(DeleteMessage))]
    [InlineData("/react Global#417 👍", typeof(React))]
    [InlineData("/react @bob#3 👍", typeof(React))]
    [InlineData("/pin 417", typeof(Pin))]
    [InlineData("/thread 417", typeof(GetThread))]
    public void Commands_NameMessagesAsTheScreenDoes(string line, Type request)
    {
        var screen = LoggedIn();
        screen.Type(line + "\r");
        var asked = screen.Effects.OfType<AskNode>().ShouldHaveSingleItem().Request;
        asked.GetType().ShouldBe(request);
        if (asked is React { Feed: var feed } react)
        {
            (feed, react.Message).ShouldBe(line.Contains("@bob", StringComparison.Ordinal) ? ("dialogue/alice~bob", 3) : (Global, 417));
        }
    }

    [Theory]
    [InlineData("42", null, 42)]
    [InlineData("#42", null, 42)]
    [InlineData("lab#42", "lab", 42)]
    [InlineData("@alice#12", "@alice", 12)]
    public void MessageName_WhenItIsOne_IsRead(string text, string? place, long number) =>
        MessageName.Parse(text).ShouldBe(new MessageName(place, number));

    [Theory]
    [InlineData("lab")]
    [InlineData("lab#")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("lab#4x")]
    [InlineData("99999999999999999999")]
    public void MessageName_WhenItIsNone_SaysSo(string text) => MessageName.Parse(text).ShouldBeNull();

    [Fact]
    public void Thread_OpensIsFilledAndCloses()
    {
        var screen = LoggedIn();
        screen.Type("/thread 418\r");
        screen.Effects.ShouldBe([new AskNode(new GetThread(Global, 418), Purpose.LoadThread)]);
        screen.Frame(Comment(422, 2, "dave", "And all green?"));
        screen.Answer<GetThread>(new ThreadPage(Global, ScreenDriver.Said(418, 399, "carol", "It is green since noon."),
            [Comment(419, 1, "bob", "Since noon, really?")], false, 421));
        screen.ShouldLookLike("thread-80x24");
        screen.Effects.Clear();
        screen.Type("It is.\r");
        screen.Effects.ShouldBe([new PostComment(new MessagePlace(Global, "Global", 418), "It is.")]);
        var item = new OutboxItem("dev:1", false, "Global", "It is.", null, new MessagePlace(Global, "Global", 418));
        screen.Tell(new OutboxChanged(item, OutboxState.Pending));
        screen.Text.ShouldContain("… alice: It is.");
        screen.Frame(Comment(423, 3, "alice", "It is.", "dev:1"));
        screen.Tell(new OutboxChanged(item, OutboxState.Posted));
        screen.Model.Outgoing.ShouldBeEmpty();
        screen.Text.ShouldContain("3 comments");
        screen.Type("\e");
        screen.Text.ShouldContain("plan.pdf");
        screen.Text.ShouldContain("3 comments   /thread 418");
    }

    [Fact]
    public void Thread_OfAMessageThatIsGone_GoesBackAndSaysSo()
    {
        var screen = LoggedIn();
        screen.Type("/thread 3\r");
        screen.Answer<GetThread>(new Error(ErrorCodes.UnknownMessage, "there is no message #3 there"));
        screen.Text.ShouldContain("there is no message #3 there");
        screen.Text.ShouldContain("plan.pdf");
    }

    [Fact]
    public void OwnMessage_OfADialogue_IsTickedWhenDelivered()
    {
        var screen = LoggedIn();
        screen.Type("\e3");
        screen.Frame(ScreenDriver.Said(5, 4, "alice", "are you there?", feed: "dialogue/alice~bob"));
        screen.Text.ShouldContain("are you there?");
        screen.Text.ShouldNotContain("✓");
        screen.Frame(At(6, new Delivered("bob", 5, 4), "dialogue/alice~bob"));
        screen.Text.ShouldContain("are you there? ✓");
    }

    [Fact]
    public void Received_InADialogue_IsToldOnceASecond()
    {
        var link = new FakeLink([]);
        link.Core.Start();
        link.LogIn();
        for (var i = 1; i <= 3; i++) link.Say(ScreenDriver.Said(i, i, "bob", "hi", feed: "dialogue/alice~bob"));
        link.Say(ScreenDriver.Said(4, 4, "alice", "ho", feed: "dialogue/alice~bob"));
        link.Say(ScreenDriver.Said(9, 9, "bob", "in a room"));
        link.Core.Tick();
        var told = link.Sent().ShouldHaveSingleItem().ShouldBeOfType<MarkDelivered>();
        (told.User, told.UpTo, told.Ordinal).ShouldBe(("bob", 3, 3));
        link.Core.Tick();
        link.Sent().ShouldBeEmpty();
    }

    [Fact]
    public void Call_RingsOnceForAllClients()
    {
        var (used, idle) = (LoggedIn(), LoggedIn());
        used.Type("x");
        var call = At(10, new Mentioned(Global, 422, "bob"), "user/alice");
        foreach (var screen in (ScreenDriver[])[used, idle]) screen.Frame(call);
        used.Pass(TimeSpan.FromSeconds(1));
        used.Effects.ShouldContain(new AskNode(new Ring(10), Purpose.Ring));
        used.Answer<Ring>(new Rings(true));
        used.Effects.OfType<Bell>().Count().ShouldBe(1);
        idle.Pass(TimeSpan.FromSeconds(1));
        idle.Frame(At(11, new Rung(10), "user/alice"));
        idle.Pass(TimeSpan.FromSeconds(60));
        idle.Effects.OfType<AskNode>().Where(ask => ask.Request is Ring).ShouldBeEmpty();
        idle.Text.ShouldContain("@1");
    }

    [Fact]
    public void Call_WhenNobodyUsesAClient_RingsAllTheSame_AndNotWhenAnotherWasFirst()
    {
        var screen = LoggedIn();
        screen.Pass(TimeSpan.FromMinutes(5));
        screen.Frame(At(10, new CommentReceived(Global, 417, 422, "bob"), "user/alice"));
        screen.Pass(TimeSpan.FromSeconds(1));
        screen.Effects.OfType<AskNode>().Where(ask => ask.Request is Ring).ShouldBeEmpty();
        screen.Pass(TimeSpan.FromSeconds(3));
        screen.Answer<Ring>(new Rings(false));
        screen.Effects.OfType<Bell>().ShouldBeEmpty();
    }

    [Fact]
    public void Topic_StandsInTheTitle()
    {
        var screen = LoggedIn(120);
        screen.Frame(At(422, new TopicSet("root", "Be kind")));
        screen.Frame(At(423, new Pinned("root", 418)));
        screen.Text.ShouldContain("1 pinned · Be kind");
    }

    [Fact]
    public void Completion_AfterAnAt_OffersUsers()
    {
        var screen = LoggedIn();
        screen.Type("hi @car\t");
        screen.Model.Editor.Text.ShouldBe("hi @carol ");
    }
}
