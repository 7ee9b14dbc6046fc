using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Plain;

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
    public async Task Messages_OfAUserWhoIsIgnored_AreNotPrinted_ButStandAmongTheFrames()
    {
        foreach (var (json, isShown) in ((bool, bool)[])[(false, false), (true, true)])
        {
            FakeNode? node = null;
            node = new FakeNode(request =>
            {
                if (request is Login) return new LoggedIn("alice", "token", "s1");
                if (request is GetSettings) node!.Say(new UserState("user/alice", 3, "alice", ["Global"], [], [], new Dictionary<string, ReadMark>()) { Ignored = ["Mallory"] });
                return request is GetHistory
                    ? new HistoryPage("room/Global", [ScreenDriver.Said(1, 1, "mallory", "look at me"), ScreenDriver.Said(2, 2, "bob", "good morning")], false)
                    : new Done();
            });
            var output = new StringWriter();
            var client = new ChatClient(new ClientOptions { Addresses = ["a:1"], Device = "dev", ClientName = "test" }, node, TimeProvider.System);
            IPrinter printer = json ? new JsonPrinter(output) : new TextPrinter(output, TimeZoneInfo.Utc);
            var plain = new PlainClient(client, "dev", printer, "", TimeProvider.System);
            await plain.Run(new StringReader("/login alice secret-secret\n/settings\n/history Global\n"), TimeSpan.Zero, CancellationToken.None).WaitAsync(Deadline);
            output.ToString().ShouldContain("good morning");
            output.ToString().Contains("look at me", StringComparison.Ordinal).ShouldBe(isShown);
        }
    }
}
