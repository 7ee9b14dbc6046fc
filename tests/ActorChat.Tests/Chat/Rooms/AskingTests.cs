using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class AskingTests
{
    static readonly string Hash = new('a', 64);
    static readonly AskIn Ask = new("Bob", Hash);

    static LinkMade Link(int uses = 5, DateTimeOffset? until = null) =>
        new("aaaaaaaaaa", Hash, "alice", uses, until ?? DateTimeOffset.MaxValue);

    static JoinAsked Asked(string user) => new(user, "aaaaaaaaaa");

    // Lab, restricted, of alice, with a link (event 2).
    static Scene<Room> Lab(params IEnumerable<Event> events) => Restricted([Link(), .. events]);

    [Fact]
    public void Ask_WhenStranger_PutsARequest_AndTellsAdminsAndTheOneWhoAsks() =>
        Lab().When(Ask).ThenReply(new Asked("Lab", In: false)).ThenEvents(Asked("Bob"))
            .ThenTold(("Bob", new RoomAsked("Lab", 3)), ("alice", new RequestMade("Lab", "Bob", 3)))
            .State.Holds("bob").ShouldBeFalse();

    [Fact]
    public void Ask_WhenAskedAlready_AnswersTheSame_AndTakesNoSecondUse()
    {
        var scene = Lab(Asked("bob")).When(Ask).ThenReply(new Asked("Lab", In: false)).ThenEvents().ThenTold();
        scene.State.Book.Links.Values.Single().Uses.ShouldBe(4);
    }

    [Fact]
    public void Ask_WhenInvited_IsInAtOnce_AndTakesNoUse()
    {
        var scene = Lab(new Added("bob", "alice")).When(Ask).ThenReply(new Asked("Lab", In: true)).ThenEvents(new Joined("Bob"))
            .ThenTold(("Bob", new RoomJoined("Lab", 4, 0)));
        scene.State.Book.Links.Values.Single().Uses.ShouldBe(5);
    }

    [Fact]
    public void Ask_WhenRoomIsOpen_IsInAtOnce_UnlessRemoved()
    {
        Open(Link()).When(Ask).ThenReply(new Asked("Lab", In: true));
        Open(Link(), new Removed("bob", "alice")).When(Ask).ThenError(ErrorCodes.NotAllowed, "/add_user Lab");
    }

    [Fact]
    public void Ask_WhenMember_IsRefused() =>
        Lab(new Added("bob", "alice"), new Joined("bob")).When(Ask).ThenError(ErrorCodes.InRoom, "/room Lab");

    [Fact]
    public void Ask_WhenHashIsWrong_IsRefused() => Lab().When(new AskIn("bob", new string('b', 64))).ThenError(ErrorCodes.BadLink);

    [Fact]
    public void Ask_WhenOnlyTheIdIsRight_IsRefused() =>
        Lab().When(new AskIn("bob", new string('a', 10) + new string('b', 54))).ThenError(ErrorCodes.BadLink);

    [Fact]
    public void Ask_WhenUsedUp_IsRefused_ButNotToThoseWhoWait() =>
        Restricted(Link(uses: 1), Asked("carol")).When(Ask).ThenError(ErrorCodes.LinkOver, "new one")
            .When(new AskIn("carol", Hash)).ThenReply(new Asked("Lab", In: false));

    [Fact]
    public void Ask_WhenTimeIsUp_IsRefused()
    {
        var scene = Restricted();
        scene.Given(Link(until: scene.Now.AddSeconds(1))).When(Ask).ThenError(ErrorCodes.LinkOver, "time");
    }

    [Fact]
    public void Ask_WhenTurnedDown_IsRefusedUntilItsTimeIsUp()
    {
        var scene = Lab(Asked("bob"));
        scene.Given(new JoinDenied("bob", "alice", scene.Now.AddSeconds(3))).When(Ask).ThenError(ErrorCodes.Denied, "/add_user Lab Bob");
        scene.Given(new Joined("x"), new Joined("y")).When(Ask).ThenReply(new Asked("Lab", In: false));
    }

    [Fact]
    public void Ask_WhenTooManyWait_IsRefused() =>
        Nothing(NodeSettings.Default.Rooms with { MaxRequests = 1 })
            .Given(new Created("Lab", RoomAccess.Restricted, "alice"), Link(), Asked("carol"))
            .When(Ask).ThenError(ErrorCodes.TooMany, "1 ask");

    [Fact]
    public void Approve_WhenAsked_LetsInAtOnce_AndTellsEverybodyConcerned()
    {
        var scene = Lab(Asked("Bob"), Message("alice", 1)).When("alice", new Approve("lab", "BOB")).ThenDone()
            .ThenEvents(new Added("Bob", "alice"), new Joined("Bob"))
            .ThenTold(("Bob", new RoomApproved("Lab", "alice", 5)), ("Bob", new RoomJoined("Lab", 6, 1)),
                ("alice", new RequestSettled("Lab", "Bob", "alice", true, 5)));
        scene.State.Holds("bob").ShouldBeTrue();
        scene.State.Book.Requests.ShouldBeEmpty();
        scene.When("alice", new Approve("lab", "bob")).ThenError(ErrorCodes.UnknownRequest, "/requests Lab");
    }

    [Fact]
    public void Approve_WhenRoomIsFull_IsRefusedAndTheRequestStays()
    {
        var scene = Nothing(NodeSettings.Default.Rooms with { MaxMembers = 2 })
            .Given(new Created("Lab", RoomAccess.Restricted, "alice"), Link(), new Added("carol", "alice"), new Joined("carol"),
                Asked("bob"))
            .When("alice", new Approve("lab", "bob")).ThenError(ErrorCodes.TooMany);
        scene.State.Book.RequestOf("bob").ShouldNotBeNull();
    }

    [Fact]
    public void Deny_WhenAsked_TellsThemWithoutSayingWho_AndGivesNoUseBack()
    {
        var scene = Lab(Asked("Bob"));
        var until = scene.Now.AddDays(1);
        scene.When("alice", new Deny("lab", "bob")).ThenDone().ThenEvents(new JoinDenied("Bob", "alice", until))
            .ThenTold(("Bob", new RoomDenied("Lab", 4)), ("alice", new RequestSettled("Lab", "Bob", "alice", false, 4)));
        scene.State.Book.Links.Values.Single().Uses.ShouldBe(4);
        scene.State.Book.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("carol")]
    [InlineData("stranger")]
    public void Answer_WhenNotAdmin_IsRefused(string by)
    {
        var scene = Lab(Asked("bob"), new Added("carol", "alice"), new Joined("carol"));
        scene.When(by, new Approve("lab", "bob")).ThenError(ErrorCodes.NotAdmin);
        scene.When(by, new Deny("lab", "bob")).ThenError(ErrorCodes.NotAdmin);
        scene.When(by, new GetRequests("lab")).ThenError(ErrorCodes.NotAdmin);
    }

    [Fact]
    public void List_WhenAdmin_ShowsTheLongestWaitingFirst()
    {
        var scene = Lab();
        scene.Given(Asked("zoe"), Asked("bob")).When("alice", new GetRequests("lab"));
        scene.Last.ThenReply<RequestList>().Requests.Select(request => (request.Room, request.User, request.Link))
            .ShouldBe([("Lab", "zoe", "Lab/aaaaaaaaaa"), ("Lab", "bob", "Lab/aaaaaaaaaa")]);
    }

    [Fact]
    public void Add_WhenTheUserAsks_SettlesTheRequest_ForAllAdmins() =>
        Lab(Asked("Bob")).When("alice", new AddUser("lab", "bob"))
            .ThenTold(("bob", new RoomInvited("Lab", "alice", 4)), ("alice", new RequestSettled("Lab", "Bob", "alice", true, 4)))
            .State.Book.Requests.ShouldBeEmpty();

    [Fact]
    public void Leave_WhenTheLastAdmin_TellsTheHeirWhoAsks() =>
        Lab(new Added("carol", "alice"), new Joined("carol"), Asked("bob")).When("alice", new LeaveRoom("lab"))
            .Last.Told().ShouldContain(("carol", new RequestMade("Lab", "bob", 5)));

    [Fact]
    public void Visit_WhenAdmin_ShowsWhoAsks_AndToNobodyElse()
    {
        var scene = Lab(new Added("carol", "alice"), new Joined("carol"), Asked("bob"));
        scene.When(new Visit("alice")).Last.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>().Requests.ShouldBe(["bob"]);
        scene.When(new Visit("carol")).Last.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>().Requests.ShouldBeNull();
    }

    [Fact]
    public void Deny_WhenTooManyAreRemembered_ForgetsTheOneWhoseTimeIsUpFirst()
    {
        var book = InviteBook.Empty;
        for (var i = 0; i <= InviteBook.MaxDenied; i++) book = book.Deny($"u{i}", DateTimeOffset.UnixEpoch.AddSeconds(i));
        book.Denied.Count.ShouldBe(InviteBook.MaxDenied);
        book.Denied.ContainsKey("u0").ShouldBeFalse();
        book.Denied.ContainsKey("u1").ShouldBeTrue();
    }
}
