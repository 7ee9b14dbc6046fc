using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class CreationTests
{
    [Fact]
    public void Create_WhenNameIsFree_MakesTheCreatorAdminAndTellsThem()
    {
        var scene = Nothing().When("Alice", new CreateRoom("Lab", RoomAccess.Open))
            .ThenDone()
            .ThenEvents(new Created("Lab", RoomAccess.Open, "Alice"))
            .ThenTold(("Alice", new RoomCreated("Lab", 1)));
        scene.Last.Directory.ShouldBe([new DirectoryChange("room", "lab", new DirectoryEntry("Lab", Listed: true))]);
        scene.State.Roster.HasAdmin("alice").ShouldBeTrue();
    }

    [Fact]
    public void Create_WhenRestricted_IsNotListed() =>
        Nothing().When("alice", new CreateRoom("Lab", RoomAccess.Restricted)).Last.Directory.Single()
            .Entry.ShouldBe(new DirectoryEntry("Lab", Listed: false));

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public void Create_WhenRoomExists_IsRefused(string by) =>
        Open().When(by, new CreateRoom("LAB", RoomAccess.Open)).ThenError(ErrorCodes.RoomExists, "/join_room Lab");

    [Fact]
    public void Create_WhenNameIsGlobal_IsRefused() =>
        RoomScene.Global().When("alice", new CreateRoom("global", RoomAccess.Open)).ThenError(ErrorCodes.RoomExists, "Global");

    [Fact]
    public void Delete_WhenAdmin_TellsMembersAndInvitedOnceAndExpelsAll()
    {
        var scene = Restricted(new Added("bob", "alice"), new Joined("bob"), new Added("carol", "alice"))
            .When("alice", new DeleteRoom("lab"))
            .ThenDone()
            .ThenEvents(new Deleted("alice"))
            .ThenTold(("alice", new RoomDeleted("Lab", "alice", 5)), ("bob", new RoomDeleted("Lab", "alice", 5)),
                ("carol", new RoomDeleted("Lab", "alice", 5)));
        scene.Last.Events.Single().Expels.ShouldBe("*");
        scene.Last.Directory.ShouldBe([new DirectoryChange("room", "lab", null)]);
    }

    [Fact]
    public void Delete_WhenOpen_TellsMembersInOrderOfJoiningThenTheInvitedByName() =>
        Open(new Added("dan", "alice"), new Joined("zoe"), new Added("Carol", "alice"), new Joined("bob"), new Added("eve", "alice"))
            .When("alice", new DeleteRoom("lab"))
            .Last.Told().Select(letter => letter.User).ShouldBe(["alice", "zoe", "bob", "carol", "dan", "eve"]);

    [Fact]
    public void Delete_WhenMemberIsNotAdmin_IsRefusedNamingTheAdmin() =>
        Open(new Joined("bob")).When("bob", new DeleteRoom("lab")).ThenError(ErrorCodes.NotAdmin, "alice");

    [Fact]
    public void Delete_WhenStranger_IsRefusedWithoutNames()
    {
        var error = Open().When("bob", new DeleteRoom("lab")).ThenError(ErrorCodes.NotAdmin).Last.ThenReply<Error>();
        error.Message.ShouldNotContain("alice");
    }

    [Fact]
    public void Delete_WhenRoomHasManyAdmins_NamesSomeOfThem()
    {
        IEnumerable<Event> admins = Enumerable.Range(1, 5)
            .SelectMany<int, Event>(i => [new Joined($"admin{i}"), new AdminNamed($"admin{i}")]);
        Open([.. admins, new Joined("bob")]).When("bob", new DeleteRoom("lab"))
            .ThenError(ErrorCodes.NotAdmin, "alice, admin1, admin2 or another one");
    }

    [Fact]
    public void Deleted_WhenAskedForAnything_IsUnknown()
    {
        Request[] requests =
        [
            new DeleteRoom("Lab"), new AddUser("Lab", "bob"), new RemoveUser("Lab", "bob"), new JoinRoom("Lab"), new LeaveRoom("Lab"),
            new Post("Lab", "hi", "k:1"), new Who("Lab"),
        ];
        foreach (var request in requests)
        {
            Open(new Deleted("alice")).When("alice", request).ThenError(ErrorCodes.UnknownRoom, "/create_room Lab");
        }
        Open(new Deleted("alice")).When(new Visit("alice")).ThenError(ErrorCodes.UnknownRoom, "/create_room lab");
    }

    [Fact]
    public void Deleted_WhenCreatedAnewByAnother_BeginsEmptyAndGoesOnCounting()
    {
        var scene = Restricted(new Added("bob", "alice"), Message("alice", 1), Message("alice", 2), new Deleted("alice"))
            .When("carol", new CreateRoom("LAB", RoomAccess.Open))
            .ThenTold(("carol", new RoomCreated("LAB", 6)))
            .When(new Visit("carol"));
        var visited = scene.Last.ThenAnswer<Visited>();
        visited.Since.ShouldBe(6);
        visited.State.ShouldBeOfType<RoomState>().Ordinal.ShouldBe(0);
        scene.When("alice", new Who("lab")).ThenError(ErrorCodes.NotInRoom)
            .When("carol", new Post("lab", "hi", "k:1")).ThenReply(new PostedReply(7));
    }

    [Fact]
    public void Deleted_WhenOnlyTheEndOfItsLifeIsReplayed_IsTheSame()
    {
        var rest = Nothing().Given(
            new Left("bob"), new Removed("carol", "alice"), new AdminNamed("bob"), Message("bob", 9), new Joined("dan"), new Deleted(null));
        States.Canonical(rest.State with { Log = Room.None.Log }).ShouldBe(States.Canonical(Room.None));
        rest.State.Log.Ordinal.ShouldBe(0);
    }
}
