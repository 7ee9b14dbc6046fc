using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat.Rooms;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class MembershipTests
{
    [Fact]
    public void Join_WhenOpen_TellsTheUserHowManyMessagesThereWere() =>
        Open(Message("alice", 1), Message("alice", 2)).When("Bob", new JoinRoom("lab"))
            .ThenDone()
            .ThenEvents(new Joined("Bob"))
            .ThenTold(("Bob", new RoomJoined("Lab", 4, 2)));

    [Fact]
    public void Join_WhenRestrictedAndAdded_Enters() =>
        Restricted(new Added("bob", "alice")).When("BOB", new JoinRoom("lab")).ThenEvents(new Joined("BOB"));

    [Fact]
    public void Join_WhenRestrictedAndNotAdded_IsToldWhomToAskForWhat() =>
        Restricted().When("bob", new JoinRoom("lab")).ThenError(ErrorCodes.NotAllowed, "/add_user Lab bob");

    [Fact]
    public void Join_WhenInAlready_IsRefused() =>
        Open(new Joined("bob")).When("BOB", new JoinRoom("lab")).ThenError(ErrorCodes.InRoom, "/room Lab");

    [Fact]
    public void Join_WhenRemovedFromOpenRoom_IsKeptOutUntilAddedAgain() =>
        Open(new Joined("bob"), new Removed("bob", "alice"))
            .When("bob", new JoinRoom("lab")).ThenError(ErrorCodes.NotAllowed, "/add_user Lab bob")
            .Given(new Added("bob", "alice"))
            .When("bob", new JoinRoom("lab")).ThenDone();

    [Fact]
    public void Join_WhenRestrictedAndLeftBefore_IsStillAllowed() =>
        Restricted(new Added("bob", "alice"), new Joined("bob"), new Left("bob")).When("bob", new JoinRoom("lab")).ThenDone();

    [Fact]
    public void Join_WhenRemovedFromRestrictedRoom_IsRefused() =>
        Restricted(new Added("bob", "alice"), new Joined("bob"), new Removed("bob", "alice"))
            .When("bob", new JoinRoom("lab")).ThenError(ErrorCodes.NotAllowed);

    [Fact]
    public void Join_WhenRoomIsFull_IsRefused() =>
        Nothing(NodeSettings.Default.Rooms with { MaxMembers = 2 }).Given(new Created("Lab", RoomAccess.Open, "alice"), new Joined("bob"))
            .When("carol", new JoinRoom("lab")).ThenError(ErrorCodes.TooMany, "2 members");

    [Fact]
    public void Join_WhenRoomDoesNotExist_IsToldHowToMakeIt() =>
        Nothing().When("bob", new JoinRoom("Lab")).ThenError(ErrorCodes.UnknownRoom, "/rooms", "/create_room Lab /open");

    [Fact]
    public void Leave_WhenMember_IsTakenOffTheFeed()
    {
        var scene = Open(new Joined("Bob")).When("Bob", new LeaveRoom("lab"))
            .ThenDone().ThenEvents(new Left("Bob")).ThenTold(("Bob", new RoomLeft("Lab", 3)));
        scene.Last.Events.Single().Expels.ShouldBe("bob");
    }

    [Fact]
    public void Leave_WhenNotIn_IsRefused() => Open().When("bob", new LeaveRoom("lab")).ThenError(ErrorCodes.NotInRoom, "/join_room Lab");

    [Fact]
    public void Leave_WhenNotInRestrictedRoom_IsToldWhomToAsk() =>
        Restricted().When("bob", new LeaveRoom("lab")).ThenError(ErrorCodes.NotInRoom, "/add_user Lab bob");

    [Fact]
    public void Leave_WhenLastAdmin_TheLongestStandingMemberBecomesAdmin()
    {
        var scene = Open(new Joined("zoe"), new Joined("bob"), new Left("zoe"), new Joined("carol"), new Joined("zoe"))
            .When("alice", new LeaveRoom("lab"))
            .ThenDone()
            .ThenEvents(new Left("alice"), new AdminNamed("bob"))
            .ThenTold(("alice", new RoomLeft("Lab", 7)), ("bob", new RoomAdmin("Lab", 8)));
        scene.State.Roster.AdminNames.ShouldBe(["bob"]);
        scene.When("bob", new DeleteRoom("lab")).ThenDone();
    }

    [Fact]
    public void Leave_WhenAnotherAdminStays_NobodyIsPromoted() =>
        Open(new Joined("bob"), new Joined("carol"), new AdminNamed("carol")).When("alice", new LeaveRoom("lab"))
            .ThenEvents(new Left("alice"));

    [Fact]
    public void Leave_WhenAdminComesBack_TheyAreAnOrdinaryMember() =>
        Open(new Joined("bob")).When("alice", new LeaveRoom("lab")).When("alice", new JoinRoom("lab")).ThenDone()
            .When("alice", new DeleteRoom("lab")).ThenError(ErrorCodes.NotAdmin, "bob");

    [Fact]
    public void Leave_WhenLastMember_TheRoomIsDeletedAndTheInvitedAreTold()
    {
        var scene = Restricted(new Added("bob", "alice")).When("alice", new LeaveRoom("lab"))
            .ThenDone()
            .ThenEvents(new Left("alice"), new Deleted(null))
            .ThenTold(("alice", new RoomLeft("Lab", 3)), ("bob", new RoomDeleted("Lab", null, 4)));
        scene.Last.Events.Select(draft => draft.Expels).ShouldBe(["alice", "*"]);
        scene.Last.Directory.Single().Entry.ShouldBeNull();
        scene.State.Name.ShouldBeNull();
    }
}
