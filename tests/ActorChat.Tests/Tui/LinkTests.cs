using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Model;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

public sealed class LinkTests
{
    const string Token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Link = $"actorchat://127.0.0.1:7401/join/{Token}";

    static readonly DateTimeOffset Until = FakeTime.Start.AddDays(7);

    static ScreenDriver LoggedIn(int width = 80, int height = 24)
    {
        var screen = new ScreenDriver(width, height);
        screen.LogIn();
        return screen;
    }

    static T Own<T>(T told, long seq) where T : Event => told with { Feed = "user/alice", Seq = seq, At = FakeTime.Start };

    [Theory]
    [InlineData("45s", 45)]
    [InlineData("30m", 1800)]
    [InlineData("2h30M", 9000)]
    [InlineData("7d", 604_800)]
    [InlineData("1w1d", 691_200)]
    public void Duration_WhenOne_IsRead(string text, int seconds) => Durations.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("0h")]
    [InlineData("7")]
    [InlineData("d7")]
    [InlineData("1m1h")]
    [InlineData("99999d")]
    [InlineData("-1d")]
    public void Duration_WhenNone_IsNull(string text) => Durations.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("/invite_link lab", null, null)]
    [InlineData("/invite_link lab 5", 5, null)]
    [InlineData("/invite_link lab 2d", null, 172_800L)]
    [InlineData("/invite_link lab 5 2d", 5, 172_800L)]
    public void InviteLink_TakesUsesAndDuration_EachMayBeLeftOut(string line, int? uses, long? seconds) =>
        CommandParser.Parse(line).ShouldBe(new Ask(new CreateLink("lab", uses, seconds)));

    [Theory]
    [InlineData("/invite_link lab 2d 5")]
    [InlineData("/invite_link lab soon")]
    public void InviteLink_WhenNeither_AnswersWithItsUsage(string line) =>
        CommandParser.Parse(line).ShouldBeOfType<Wrong>().Usage.ShouldStartWith("/invite_link");

    [Theory]
    [InlineData(Link, "127.0.0.1:7401")]
    [InlineData($"ACTORCHAT://host.example:1/join/{Token}/", "host.example:1")]
    [InlineData($"actorchat://a:1,b:2,c:3/join/{Token}", "a:1,b:2,c:3")]
    [InlineData(Token, null)]
    public void Url_WhenOne_IsRead(string text, string? address)
    {
        InviteUrl.TryParse(text, out var found, out var token).ShouldBeTrue();
        (found, token).ShouldBe((address, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("actorchat://")]
    [InlineData("actorchat://host:1")]
    [InlineData("actorchat://host:1/join/")]
    [InlineData("actorchat:///join/" + Token)]
    [InlineData("actorchat://host:1/leave/" + Token)]
    [InlineData("http://host:1/join/" + Token)]
    [InlineData("actorchat://host:1/join/" + Token + "A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%A")]
    public void Url_WhenNone_IsRefused(string text) => InviteUrl.TryParse(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Requests_OfLiveEvents_AreThoseOfAFreshState()
    {
        var room = new RoomState("room/lab", 5, "lab", RoomAccess.Restricted, 3, ["alice"], ["alice"], 1, []);
        var user = new UserState("user/alice", 10, "alice", ["lab"], [], [], new Dictionary<string, ReadMark>());
        object[] live = [user, room, Own(new RequestMade("lab", "Bob", 6), 11), Own(new RequestMade("LAB", "carol", 7), 12),
            Own(new RequestSettled("lab", "bob", "alice", true, 8), 13)];
        object[] fresh = [user, room with { Requests = ["carol"] }];
        live.Aggregate(ChatState.LoggedOut, Fold.Apply)
            .Feeds["room/lab"].Requests.ShouldBe(fresh.Aggregate(ChatState.LoggedOut, Fold.Apply).Feeds["room/lab"].Requests);
    }

    [Fact]
    public void Asked_OfLiveEvents_IsThatOfAFreshState()
    {
        var user = new UserState("user/alice", 10, "alice", [], [], [], new Dictionary<string, ReadMark>());
        object[] live =
        [
            user, Own(new RoomAsked("Lab", 1), 11), Own(new RoomAsked("den", 1), 12), Own(new RoomDenied("lab", 2), 13),
                Own(new RoomAsked("attic", 1), 14),
            Own(new RoomJoined("attic", 2, 0), 15), Own(new RoomAsked("loft", 1), 16), Own(new RoomInvited("loft", "bob", 2), 17),
                Own(new RoomAsked("gone", 1), 18), Own(new RoomDeleted("gone", "bob", 2), 19),
        ];
        live.Aggregate(ChatState.LoggedOut, Fold.Apply).Asked.Values.ShouldBe(["den"]);
        Fold.Apply(ChatState.LoggedOut, user with { Asked = ["den"] }).Asked.Values.ShouldBe(["den"]);
    }

    [Fact]
    public void Start_WithALink_AsksByItOnce_AfterTheFirstLogin()
    {
        var screen = new ScreenDriver(100, 24);
        screen.Invite(Link);
        screen.Text.ShouldContain("You are invited to a room: log in first.");
        screen.LogIn(keepEffects: true);
        screen.Effects.OfType<AskNode>().Select(ask => ask.Request).ShouldContain(new JoinLink(Link));
        screen.Effects.Clear();
        screen.Frame(new Synced());
        screen.Effects.OfType<AskNode>().Select(ask => ask.Request).ShouldNotContain(new JoinLink(Link));
    }

    [Fact]
    public void JoinLink_WhenInAtOnce_BringsTheRoomIntoView()
    {
        var screen = LoggedIn();
        screen.Type($"/join_link {Link}\r");
        screen.Answer<JoinLink>(new Asked("Den", In: true));
        screen.Frame(new RoomState("room/Den", 3, "Den", RoomAccess.Restricted, 0, ["bob"], ["bob", "alice"], 2, []));
        screen.Model.View.ShouldBe("room/den");
    }

    [Fact]
    public void Request_OfAnother_IsAnnouncedAndCounted()
    {
        var screen = LoggedIn(100, 24);
        screen.Type("\e2");
        screen.Frame(Own(new RequestMade("lab", "zoe", 13), 10));
        screen.Frame(Own(new RoomAsked("cellar", 4), 11));
        screen.ShouldLookLike("join-request");
    }

    [Fact]
    public void Link_WhenMade_IsShownWhole()
    {
        var screen = LoggedIn();
        screen.Type("/invite_link lab 5 7d\r");
        screen.Answer<CreateLink>(new LinkCreated(Link, "lab/3f2a90bc17", "lab", 5, Until));
        screen.ShouldLookLike("invite-link");
    }

    [Fact]
    public void Requests_WhenAsked_AreListedWithWhatToType()
    {
        var screen = LoggedIn();
        screen.Type("/requests\r");
        screen.Answer<GetRequests>(new RequestList([new RequestInfo("lab", "zoe", "lab/3f2a90bc17", FakeTime.Start)]));
        screen.Text.ShouldContain("/approve lab zoe");
        screen.Text.ShouldContain("/deny lab zoe");
    }
}
