using ActorChat.Messages;
using ActorChat.Node.Chat;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class GlobalTests
{
    public static TheoryData<Request> Forbidden =>
        [new DeleteRoom("Global"), new AddUser("Global", "bob"), new RemoveUser("Global", "bob"), new JoinRoom("Global"),
            new LeaveRoom("Global")];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Global_WhenAskedToComeOrGo_RefusesWithItsOwnCode(Request request) =>
        RoomScene.Global().When("alice", request).ThenError(ErrorCodes.GlobalRoom, "everyone is in Global");

    [Fact]
    public void Global_WhenAnybodyPosts_TakesIt() =>
        RoomScene.Global().When("alice", new Post("global", "hi", "k:1")).ThenReply(new PostedReply(1))
            .ThenEvents(new Posted("alice", "hi", 1, "k:1"));

    [Fact]
    public void Global_WhenAnybodyVisits_ShowsItselfWithoutMembers()
    {
        var visited = RoomScene.Global().Given(Message("bob", 1)).When(new Visit("alice")).Last.ThenAnswer<Visited>();
        visited.Feed.ShouldBe("room/Global");
        visited.Since.ShouldBe(1);
        var state = visited.State.ShouldBeOfType<RoomState>();
        (state.Room, state.Seq, state.Ordinal, state.MemberCount).ShouldBe(("Global", 1, 1, 0));
        state.Members.ShouldBeEmpty();
        state.Admins.ShouldBeEmpty();
    }

    [Fact]
    public void Global_WhenAskedWho_LeavesItToWhoKnowsWhoIsOnline() =>
        RoomScene.Global().When("alice", new Who("Global")).ThenReply(new MemberList("Global", [], 0, 0));
}
