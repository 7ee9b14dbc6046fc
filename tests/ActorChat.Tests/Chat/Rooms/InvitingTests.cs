using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat.Rooms;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class InvitingTests
{
    static readonly Request Add = new AddUser("lab", "Bob"), Remove = new RemoveUser("lab", "Bob");

    [Fact]
    public void Add_WhenAdmin_TellsTheUser() =>
        Restricted().When("alice", Add).ThenDone().ThenEvents(new Added("Bob", "alice"))
            .ThenTold(("Bob", new RoomInvited("Lab", "alice", 2)));

    [Fact]
    public void Add_WhenNotAdmin_IsRefusedNamingTheAdmin() =>
        Open(new Joined("carol")).When("carol", Add).ThenError(ErrorCodes.NotAdmin, "alice");

    [Fact]
    public void Add_WhenInAlready_IsRefused() =>
        Open(new Joined("bob")).When("alice", Add).ThenError(ErrorCodes.InRoom, "Bob", "/who Lab");

    [Fact]
    public void Add_WhenInvitedAlready_IsRefusedNotToldAgain() =>
        Restricted(new Added("bob", "alice")).When("alice", Add).ThenError(ErrorCodes.InRoom, "/join_room Lab");

    [Fact]
    public void Add_WhenTheyHaveLeft_InvitesThemAgain() =>
        Restricted(new Added("bob", "alice"), new Joined("bob"), new Left("bob")).When("alice", Add)
            .ThenDone().ThenTold(("Bob", new RoomInvited("Lab", "alice", 5)));

    [Fact]
    public void Add_WhenYourself_IsRefused() =>
        Open().When("alice", new AddUser("lab", "ALICE")).ThenError(ErrorCodes.Yourself, "/add_user Lab");

    [Fact]
    public void Add_WhenListIsFull_IsRefused() =>
        Nothing(NodeSettings.Default.Rooms with { MaxAllowed = 2 })
            .Given(new Created("Lab", RoomAccess.Restricted, "alice"), new Added("carol", "alice"))
            .When("alice", Add).ThenError(ErrorCodes.TooMany, "/remove_user Lab");

    [Fact]
    public void Remove_WhenMember_ExpelsAndTellsThem()
    {
        var scene = Open(new Joined("bob")).When("alice", Remove)
            .ThenDone().ThenEvents(new Removed("Bob", "alice")).ThenTold(("Bob", new RoomRemoved("Lab", "alice", 3)));
        scene.Last.Events.Single().Expels.ShouldBe("bob");
        scene.State.Holds("bob").ShouldBeFalse();
    }

    [Fact]
    public void Remove_WhenOnlyInvited_TakesTheInvitationBack() =>
        Restricted(new Added("bob", "alice")).When("alice", Remove)
            .ThenDone().ThenTold(("Bob", new RoomRemoved("Lab", "alice", 3)))
            .When("bob", new JoinRoom("lab")).ThenError(ErrorCodes.NotAllowed);

    [Fact]
    public void Remove_WhenStrangerToOpenRoom_KeepsThemOutWithoutTellingThem() =>
        Open().When("alice", Remove).ThenDone().ThenEvents(new Removed("Bob", "alice")).ThenTold()
            .When("bob", new JoinRoom("lab")).ThenError(ErrorCodes.NotAllowed);

    [Fact]
    public void Remove_WhenStrangerToRestrictedRoom_IsRefused() =>
        Restricted().When("alice", Remove).ThenError(ErrorCodes.NotInRoom, "Bob", "/who Lab");

    [Fact]
    public void Remove_WhenRemovedAlready_IsRefused() =>
        Open(new Joined("bob"), new Removed("bob", "alice")).When("alice", Remove).ThenError(ErrorCodes.NotInRoom, "/add_user Lab Bob");

    [Fact]
    public void Remove_WhenYourself_IsToldHowToLeave() =>
        Open().When("alice", new RemoveUser("lab", "Alice")).ThenError(ErrorCodes.Yourself, "/leave_room Lab");

    [Fact]
    public void Remove_WhenNotAdmin_IsRefused() =>
        Open(new Joined("bob"), new Joined("carol")).When("carol", Remove).ThenError(ErrorCodes.NotAdmin, "alice");

    [Fact]
    public void Remove_WhenTooManyAreKeptOut_IsRefused() =>
        Nothing(NodeSettings.Default.Rooms with { MaxBarred = 1 })
            .Given(new Created("Lab", RoomAccess.Open, "alice"), new Removed("carol", "alice"))
            .When("alice", Remove).ThenError(ErrorCodes.TooMany, "/add_user Lab");
}
