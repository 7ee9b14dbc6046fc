using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Plain;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

/// <summary>What the client does with what others decide about its user: the login is ended, somebody is ignored.</summary>
public sealed class LoginEndedTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public void Login_WhenEndedFromElsewhere_IsForgotten_AndNotTakenUpAgain()
    {
        var link = new FakeLink();
        link.Core.Start();
        link.LogIn();
        link.Say(new LoginEnded(ErrorCodes.Banned, "alice is banned for good: ask an operator."));
        link.Told.OfType<SessionLost>().ShouldHaveSingleItem().Reason.ShouldContain("banned");
        link.Core.Lost(link.Attempt, "closed");
        link.Hello();
        link.Sent().ShouldBeEmpty();
        link.State.ShouldBe(LinkState.Open);
    }

    [Fact]
    public void Screen_WhenTheLoginIsEnded_GoesOnSayingWhy_ThoughTheConnectionEndsToo()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Tell(new LinkChanged(new LinkStatus(LinkState.Open, "a:1", "n1", null)));
        screen.Tell(new SessionLost("alice is banned for good: ask an operator."));
        screen.Tell(new LinkChanged(new LinkStatus(LinkState.Connecting, "b:1", null, "closed")));
        screen.Text.ShouldContain("alice is banned for good");
        screen.Text.ShouldNotContain("ended (closed)");
    }

    [Fact]
    public void Unread_WhenSomebodyIsIgnored_IsAskedOfTheNode_OnceAtATime()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        IEnumerable<AskNode> Asked() => screen.Effects.OfType<AskNode>().Where(ask => ask.Request is GetUnread);
        screen.Frame(new Synced());
        Asked().ShouldBeEmpty();
        foreach (var (seq, user) in new[] { (100L, "mallory"), (101, "eve"), (102, "oscar") })
        {
            screen.Frame(new UserIgnored(user) { Feed = "user/alice", Seq = seq, At = FakeTime.Start });
        }
        var first = Asked().ShouldHaveSingleItem();
        // Out of date: two more are ignored by now.
        screen.Do(new Answered(first, new UnreadList(100, [new UnreadFeed("room/lab", 7, 1, [new SeqRange(1, 6)])])));
        screen.Model.Chat.Unread("room/lab").ShouldBe(7);
        screen.Do(new Answered(Asked().Last(), new UnreadList(102, [new UnreadFeed("room/lab", 7, 1, [new SeqRange(1, 6)])])));
        screen.Model.Chat.Unread("room/lab").ShouldBe(1);
        Asked().Count().ShouldBe(2);
        // A login of one who ignores somebody, and a message gone while something calls.
        screen.Frame(new Synced());
        screen.Do(new Answered(Asked().Last(), new UnreadList(102, [])));
        screen.Frame(new Mentioned("room/lab", 900, "bob") { Feed = "user/alice", Seq = 103, At = FakeTime.Start });
        screen.Frame(new Expired([new SeqRange(1, 2)], 1) { Feed = "room/lab", Seq = 901, At = FakeTime.Start });
        Asked().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Messages_OfAUserWhoIsIgnored_AreNotPrinted_ButStandAmongTheFrames()
    {
        foreach (var (json, isShown) in ((bool, bool)[])[(false, false), (true, true)])
        {
            FakeNode? node = null;
            node = new FakeNode(request =>
            {
                if (request is Login) return new LoggedIn("alice", "token", "s1");
                if (request is GetSettings)
                {
                    node!.Say(new UserState("user/alice", 3, "alice", ["Global"], [], [],
                        new Dictionary<string, ReadMark>()) { Ignored = ["Mallory"] });
                }
                return request is GetHistory
                    ? new HistoryPage("room/Global",
                        [ScreenDriver.Said(1, 1, "mallory", "look at me"), ScreenDriver.Said(2, 2, "bob", "good morning")], false)
                    : new Done();
            });
            var output = new StringWriter();
            var client = new ChatClient(
                new ClientOptions { Addresses = ["a:1"], Device = "dev", ClientName = "test" }, node, TimeProvider.System);
            IPrinter printer = json ? new JsonPrinter(output) : new TextPrinter(output, TimeZoneInfo.Utc);
            var plain = new PlainClient(client, "dev", printer, "", TimeProvider.System);
            await plain.Run(new StringReader("/login alice secret-secret\n/settings\n/history Global\n"), TimeSpan.Zero,
                CancellationToken.None).WaitAsync(Deadline);
            output.ToString().ShouldContain("good morning");
            output.ToString().Contains("look at me", StringComparison.Ordinal).ShouldBe(isShown);
        }
    }
}
