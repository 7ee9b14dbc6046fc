using ActorChat.Messages;
using ActorChat.Tui.Connection;

namespace ActorChat.Tests.Tui;

public sealed class ClientCoreTests
{
    static FakeLink Started(params string[] addresses)
    {
        var link = new FakeLink(addresses);
        link.Core.Start();
        return link;
    }

    [Fact]
    public void Ask_BeforeTheLinkIsOpen_WaitsForIt()
    {
        var link = Started();
        Reply? answer = null;
        link.Core.Ask(new GetSessions(), false, reply => answer = reply);
        link.Sent().ShouldBeEmpty();
        link.Hello();
        var sent = link.Sent().ShouldHaveSingleItem();
        link.Say(new SessionList([]) { Re = sent.Id });
        answer.ShouldBeOfType<SessionList>();
    }

    [Fact]
    public void Posts_AreSentOneAtATime_InOrder()
    {
        var link = Started();
        link.LogIn();
        for (var i = 1; i <= 3; i++) link.Core.Post(false, "Global", $"m{i}", null, _ => { });
        for (var i = 1; i <= 3; i++)
        {
            var post = link.Sent().ShouldHaveSingleItem().ShouldBeOfType<Post>();
            (post.Text, post.Key).ShouldBe(($"m{i}", $"dev:{i}"));
            link.Say(new PostedReply(i) { Re = post.Id });
        }
        link.Sent().ShouldBeEmpty();
        link.Told.OfType<OutboxChanged>().Count(changed => changed.State == OutboxState.Posted).ShouldBe(3);
    }

    [Fact]
    public void Post_WhenTheLinkBreaksBeforeTheAnswer_IsSentAgainWithTheSameKeyAfterTheResume()
    {
        var link = Started("a:1", "b:1");
        link.LogIn();
        var answers = new List<Reply>();
        link.Core.Post(false, "Global", "once", null, answers.Add);
        var first = (Post)link.Sent().Single();
        link.Core.Lost(link.Attempt, "reset");
        link.Dialled.ShouldBe(["a:1", "b:1"]);
        link.Hello();
        var resume = link.Sent().ShouldHaveSingleItem().ShouldBeOfType<Resume>();
        link.Say(new LoggedIn("alice", null, "s1") { Re = resume.Id });
        var second = (Post)link.Sent().Single();
        second.Key.ShouldBe(first.Key);
        answers.ShouldBeEmpty();
        link.Say(new PostedReply(7) { Re = second.Id });
        answers.ShouldHaveSingleItem().ShouldBeOfType<PostedReply>().Seq.ShouldBe(7);
    }

    [Theory]
    [InlineData(ErrorCodes.Unavailable)]
    [InlineData(ErrorCodes.Overloaded)]
    [InlineData(ErrorCodes.OutcomeUnknown)]
    public void Post_WhenTheNodeIsBusy_IsTriedAgainAfterAWait(string code)
    {
        var link = Started();
        link.LogIn();
        link.Core.Post(false, "Global", "later", null, _ => { });
        var first = (Post)link.Sent().Single();
        link.Say(new Error(code, "busy", RetryAfterMs: 1500) { Re = first.Id });
        link.Told.OfType<FrameIn>().Last().Quiet.ShouldBeTrue();
        link.Pass(TimeSpan.FromSeconds(1.4));
        link.Sent().ShouldBeEmpty();
        link.Pass(TimeSpan.FromSeconds(0.2));
        ((Post)link.Sent().Single()).Key.ShouldBe(first.Key);
    }

    [Fact]
    public void Post_WhenRefused_LeavesTheOutboxAndLetsTheNextOneGo()
    {
        var link = Started();
        link.LogIn();
        var answers = new List<Reply>();
        link.Core.Post(false, "lab", "no", null, answers.Add);
        link.Core.Post(false, "Global", "yes", null, answers.Add);
        link.Say(new Error(ErrorCodes.NotInRoom, "You are not in lab.") { Re = link.Sent().Single().Id });
        answers.Single().ShouldBeOfType<Error>().Code.ShouldBe(ErrorCodes.NotInRoom);
        ((Post)link.Sent().Single()).Text.ShouldBe("yes");
    }

    [Fact]
    public void Link_WhenTheNodeDies_MovesToTheNextAtOnceAndResumesWithCursors()
    {
        var link = Started("a:1");
        link.LogIn("a:1", "b:1");
        link.Say(new Joined("bob") { Feed = "room/Global", Seq = 9, At = FakeTime.Start });
        link.Say(new Synced("n1.x"));
        link.Core.Lost(link.Attempt, "reset");
        link.Dialled.ShouldBe(["a:1", "b:1"]);
        link.Hello();
        var resume = (Resume)link.Sent().Single();
        resume.Client.ShouldBe("test", "its user looks for it in /sessions by that");
        (resume.Token, resume.Generation).ShouldBe(("token-1", "n1.x"));
        resume.Cursors!["room/Global"].ShouldBe(9);
    }

    [Fact]
    public void Link_WhenAllAddressesFail_WaitsLongerEachRound()
    {
        var link = Started("a:1", "b:1");
        link.Core.Lost(link.Attempt, "refused");
        link.Core.Lost(link.Attempt, "refused");
        link.State.ShouldBe(LinkState.Waiting);
        link.Dialled.Count.ShouldBe(2);
        link.Pass(TimeSpan.FromMilliseconds(200));
        link.Dialled.Count.ShouldBe(3);
        link.Core.Lost(link.Attempt, "refused");
        link.Core.Lost(link.Attempt, "refused");
        link.Pass(TimeSpan.FromMilliseconds(300));
        link.Dialled.Count.ShouldBe(4);
        link.Pass(TimeSpan.FromMilliseconds(100));
        link.Dialled.Count.ShouldBe(5);
    }

    [Fact]
    public void Link_WhenSilent_IsGivenUp()
    {
        var link = Started("a:1", "b:1");
        link.LogIn();
        link.Pass(TimeSpan.FromSeconds(8.9));
        link.Dialled.Count.ShouldBe(1);
        link.Pass(TimeSpan.FromSeconds(0.3));
        link.Dialled.ShouldBe(["a:1", "b:1"]);
    }

    [Fact]
    public void Link_WhenSilentOverALogin_IsGivenTheTimeThatANodeMayTake()
    {
        var link = Started("a:1", "b:1");
        link.Hello();
        link.Core.Ask(new Register("alice", "secret-secret"), false, _ => { });
        link.Pass(TimeSpan.FromSeconds(19.9));
        link.Dialled.Count.ShouldBe(1);
        link.Pass(TimeSpan.FromSeconds(0.3));
        link.Dialled.Count.ShouldBe(2);
    }

    [Fact]
    public void Link_WhenTheNodeIsLeaving_WaitsForAnswersAndMoves()
    {
        var link = Started("a:1");
        link.LogIn("a:1", "b:1");
        Reply? answer = null;
        link.Core.Ask(new Who("Global"), false, reply => answer = reply);
        var who = link.Sent().Single();
        link.Say(new Leaving(["b:1"]));
        link.Dialled.Count.ShouldBe(1);
        link.Core.Post(false, "Global", "for the next node", null, _ => { });
        link.Sent().ShouldBeEmpty();
        link.Say(new MemberList("Global", [], 0, 0) { Re = who.Id });
        answer.ShouldBeOfType<MemberList>();
        link.Dialled.ShouldBe(["a:1", "b:1"]);
    }

    [Fact]
    public void Query_WhenTheLinkBreaks_IsAskedAgain_ButNotWhatChangesSomething()
    {
        var link = Started("a:1", "b:1");
        link.LogIn();
        var answers = new List<Reply>();
        link.Core.Ask(new FindRooms(), false, answers.Add);
        link.Core.Ask(new JoinRoom("lab"), false, answers.Add);
        link.Sent().Count.ShouldBe(2);
        link.Core.Lost(link.Attempt, "reset");
        answers.ShouldHaveSingleItem().ShouldBeOfType<Error>().Code.ShouldBe(Requests.ConnectionLost);
        link.Hello();
        link.Say(new LoggedIn("alice", null, "s1") { Re = link.Sent().Single().Id });
        link.Sent().ShouldHaveSingleItem().ShouldBeOfType<FindRooms>();
    }

    [Fact]
    public void Resume_WhenTheTokenIsRefused_LogsOutAndSaysSo()
    {
        var link = Started("a:1", "b:1");
        link.LogIn();
        link.Core.Lost(link.Attempt, "reset");
        link.Hello();
        link.Say(new Error(ErrorCodes.BadToken, "This token is not known.") { Re = link.Sent().Single().Id });
        link.Told.OfType<SessionLost>().ShouldHaveSingleItem();
        link.State.ShouldBe(LinkState.Open);
        link.Core.Lost(link.Attempt, "reset");
        link.Hello();
        link.Sent().ShouldBeEmpty();
    }

    [Fact]
    public void Resume_WhenTheClusterIsBusy_TriesAnotherNodeWithoutHurry()
    {
        var link = Started("a:1", "b:1");
        link.LogIn();
        for (var i = 0; i < 20 && link.State != LinkState.Waiting; i++)
        {
            link.Core.Lost(link.Attempt, "reset");
            if (link.State != LinkState.Connecting) break;
            link.Hello();
            foreach (var resume in link.Sent()) link.Say(new Error(ErrorCodes.Unavailable, "busy") { Re = resume.Id });
        }
        link.State.ShouldBe(LinkState.Waiting);
    }

    [Fact]
    public void Logout_WithMessagesWaiting_RefusesThem()
    {
        var link = Started();
        link.LogIn();
        var answers = new List<Reply>();
        link.Core.Ask(new Logout(), false, _ => { });
        var logout = link.Sent().Single();
        link.Core.Post(false, "Global", "too late", null, answers.Add);
        link.Say(new Done { Re = logout.Id });
        answers.Single().ShouldBeOfType<Error>().Code.ShouldBe(ErrorCodes.NotLoggedIn);
    }

    [Fact]
    public void Link_WhenTheClientWasTooSlow_Stays_AsTheNodeGoesOnByItself()
    {
        var link = Started();
        link.LogIn("a:1");
        link.Say(new Joined("bob") { Feed = "room/Global", Seq = 9, At = FakeTime.Start });
        link.Say(new Lagging(new Dictionary<string, long> { ["room/Global"] = 9 }));
        link.Dialled.ShouldHaveSingleItem();
        link.Say(new Joined("carol") { Feed = "room/Global", Seq = 10, At = FakeTime.Start });
        link.Core.Lost(link.Attempt, "reset");
        link.Pass(TimeSpan.FromMilliseconds(300));
        link.Hello();
        ((Resume)link.Sent().Single()).Cursors!["room/Global"].ShouldBe(10);
    }

    [Fact]
    public void Resume_WhenEventsWereGone_GoesOnAfterThem()
    {
        var link = Started();
        link.LogIn("a:1");
        link.Say(new Joined("bob") { Feed = "room/Global", Seq = 9, At = FakeTime.Start });
        link.Say(new Gap("room/Global", 9, 12, Gone: true));
        link.Core.Lost(link.Attempt, "reset");
        link.Pass(TimeSpan.FromMilliseconds(300));
        link.Hello();
        ((Resume)link.Sent().Single()).Cursors!["room/Global"].ShouldBe(12);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("{\"re\":\"x\"}")]
    public void Line_ThatIsNotTheProtocol_EndsTheLinkAndNothingElse(string line)
    {
        var link = Started("a:1", "b:1");
        link.Hello();
        link.Line(line);
        link.Dialled.Count.ShouldBe(2);
    }

    [Fact]
    public void Line_OfALinkThatIsGone_IsIgnored()
    {
        var link = Started("a:1", "b:1");
        link.Hello();
        var old = link.Attempt;
        link.Core.Lost(old, "reset");
        var told = link.Told.Count;
        link.Core.Line(old, "{\"type\":\"synced\"}"u8.ToArray());
        link.Core.Lost(old, "again");
        link.Told.Count.ShouldBe(told);
    }

    [Fact]
    public void Outbox_WhenFull_RefusesTheNext()
    {
        var link = Started();
        link.LogIn();
        var answers = new List<Reply>();
        for (var i = 0; i <= new ClientOptions { Addresses = [], Device = "", ClientName = "" }.MaxOutbox; i++)
        {
            link.Core.Post(false, "Global", "x", null, answers.Add);
        }
        answers.ShouldHaveSingleItem().ShouldBeOfType<Error>().Code.ShouldBe(ErrorCodes.Overloaded);
    }
}
