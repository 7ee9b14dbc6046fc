using ActorChat.Messages;
using ActorChat.Node.Chat;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class VisitingTests
{
    [Fact]
    public void Visit_WhenMember_ShowsTheRoom()
    {
        var visited = Restricted(new Added("Bob", "alice"), new Joined("Bob"), Message("alice", 1)).When(new Visit("bob"))
            .Last.ThenAnswer<Visited>();
        visited.Feed.ShouldBe("room/Lab");
        visited.Since.ShouldBe(1);
        var state = visited.State.ShouldBeOfType<RoomState>();
        (state.Feed, state.Seq, state.Room, state.Access, state.Ordinal, state.MemberCount)
            .ShouldBe(("room/Lab", 4, "Lab", RoomAccess.Restricted, 1, 2));
        state.Admins.ShouldBe(["alice"]);
        state.Members.ShouldBe(["alice", "Bob"]);
        state.Online.ShouldBeEmpty();
    }

    // It has seen what another stay in memory committed, or the store was restored: only the journal can say.
    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Visit_WhenTheClientKnowsOfMore_MakesSure(long known, bool makesSure)
    {
        var decided = Restricted(new Added("Bob", "alice"), new Joined("Bob")).When(new Visit("bob", known)).Last;
        decided.MakesSure.ShouldBe(makesSure);
        decided.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>().Seq.ShouldBe(3);
    }

    [Fact]
    public void Visit_WhenOnlyInvited_IsRefused() =>
        Restricted(new Added("bob", "alice")).When(new Visit("bob")).ThenError(ErrorCodes.NotInRoom, "/join_room Lab");

    [Fact]
    public void Visit_WhenStranger_IsRefused() => Restricted().When(new Visit("bob")).ThenError(ErrorCodes.NotInRoom, "/add_user Lab bob");

    [Fact]
    public void Visit_WhenRoomIsLarge_ListsTheFirstToJoin()
    {
        var scene = Open(Enumerable.Range(1, ProtocolLimits.MaxListedNames + 50).Select(i => new Joined($"user{i}")));
        var state = scene.When(new Visit("user1050")).Last.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>();
        state.Members.Count.ShouldBe(ProtocolLimits.MaxListedNames);
        state.Members.Take(3).ShouldBe(["alice", "user1", "user2"]);
        state.MemberCount.ShouldBe(1051);
        scene.When("alice", new Who("lab")).Last.ThenReply<MemberList>().Members.Count.ShouldBe(ProtocolLimits.MaxListedNames);
    }

    [Fact]
    public void Extent_WhenMember_SaysHowFarTheRoomGoes() =>
        Open(new Joined("bob"), Message("alice", 1)).When(new GetExtent("BOB")).Last.ThenAnswer<Extent>()
            .ShouldBe(new("room/Lab", 1, 3, 1));

    [Fact]
    public void Extent_WhenNotIn_IsRefusedAsAVisitIs()
    {
        Restricted(new Added("bob", "alice")).When(new GetExtent("bob")).ThenError(ErrorCodes.NotInRoom, "/join_room Lab");
        Restricted().When(new GetExtent("bob")).ThenError(ErrorCodes.NotInRoom, "/add_user Lab bob");
        Nothing().When(new GetExtent("bob")).ThenError(ErrorCodes.UnknownRoom);
    }

    [Fact]
    public void Who_WhenMember_ListsAdminsFirstThenByName() =>
        Open(new Joined("zoe"), new Joined("Bob"), new AdminNamed("zoe")).When("bob", new Who("lab"))
            .ThenReply(new MemberList("Lab", [new("alice", true, false), new("zoe", true, false), new("Bob", false, false)], 3, 0));

    [Fact]
    public void Who_WhenNotIn_IsRefused() => Open().When("bob", new Who("lab")).ThenError(ErrorCodes.NotInRoom, "/join_room Lab");
}
