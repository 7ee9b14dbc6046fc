using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Users;
using static ActorChat.Tests.Chat.Users.UserScene;

namespace ActorChat.Tests.Chat.Users;

public class RecordingTests
{
    public static IReadOnlyList<Event> Kinds { get; } =
    [
        new RoomCreated("Lab", 5), new RoomJoined("Lab", 5, 0), new RoomLeft("Lab", 5), new RoomInvited("Lab", "bob", 5),
            new RoomRemoved("Lab", "bob", 5),
        new RoomDeleted("Lab", "bob", 5), new RoomAdmin("Lab", 5), new DialogueBegun("Lab", "bob", 5), new DialogueEnded("Lab", "bob", 5),
        new RoomAsked("Lab", 5), new RoomApproved("Lab", "bob", 5), new RoomDenied("Lab", 5),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Kinds.Count)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Tell_WhenNewer_IsRecorded(int index) =>
        Alice(new RoomLeft("LAB", 4), new DialogueEnded("LAB", "bob", 4)).When(new Tell(Kinds[index])).ThenEvents(Kinds[index])
            .Last.Reply.ShouldBeNull();

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Tell_WhenOlder_IsDropped(int index) =>
        Alice(new RoomLeft("LAB", 6), new DialogueEnded("LAB", "bob", 6)).When(new Tell(Kinds[index])).ThenNothing();

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Tell_WhenAboutAnotherRoom_IsRecorded(int index) =>
        Alice(new RoomLeft("Other", 9), new DialogueEnded("Other", "bob", 9)).When(new Tell(Kinds[index])).ThenEvents(Kinds[index]);

    [Fact]
    public void Tell_WhenAdminOvertakesJoining_BothAreRecorded() =>
        Alice().When(new Tell(new RoomAdmin("Lab", 8))).When(new Tell(new RoomJoined("Lab", 5, 2))).ThenEvents(new RoomJoined("Lab", 5, 2))
            .Shown().Rooms.ShouldBe(["Global", "Lab"]);

    [Fact]
    public void Tell_WhenFileIsPublished_IsRecorded() =>
        Alice().When(new Tell(new Published("Alice:x", "a.txt", 3))).ThenEvents(new Published("Alice:x", "a.txt", 3));

    [Fact]
    public void Tell_WhenAskedForARoom_IsShownUntilItIsAnswered()
    {
        var scene = Alice(new RoomAsked("Lab", 5), new RoomAsked("Den", 5));
        scene.Shown().Asked.ShouldBe(["Lab", "Den"]);
        scene.Given(new RoomDenied("Lab", 6), new RoomApproved("Den", "bob", 6), new RoomJoined("Den", 7, 0)).Shown().Asked.ShouldBeNull();
    }

    [Fact]
    public void Tell_WhenOthersAsk_IsRecordedInAnyOrder() =>
        Alice(new RoomJoined("Lab", 9, 0)).When(new Tell(new RequestMade("Lab", "bob", 5))).ThenEvents(new RequestMade("Lab", "bob", 5))
            .When(new Tell(new RequestSettled("Lab", "bob", "carol", false, 6)))
                .ThenEvents(new RequestSettled("Lab", "bob", "carol", false, 6));

    [Fact]
    public void Tell_WhenNotForUsers_IsDropped() => Alice().When(new Tell(new Joined("bob"))).ThenNothing();

    [Fact]
    public void Visit_WhenSelf_ShowsRoomsInOrderOfJoiningGlobalFirst()
    {
        var scene = Alice(
            new RoomInvited("Den", "bob", 3), new RoomJoined("Zoo", 4, 9), new RoomCreated("Lab", 1), new RoomInvited("Attic", "bob", 3),
            new DialogueBegun("Zed", "Zed", 1), new DialogueBegun("bob", "Alice", 1), new RoomJoined("Bar", 2, 0), new RoomLeft("Bar", 3));
        var visited = scene.When(new Visit("ALICE")).Last.ThenAnswer<Visited>();
        (visited.Feed, visited.Since).ShouldBe(("user/Alice", 1));
        var state = visited.State.ShouldBeOfType<UserState>();
        (state.Feed, state.Seq, state.Name).ShouldBe(("user/Alice", 9, "Alice"));
        state.Rooms.ShouldBe(["Global", "Zoo", "Lab"]);
        state.Invitations.ShouldBe(["Den", "Attic"]);
        state.Dialogues.ShouldBe(["Zed", "bob"]);
        state.Reads.ShouldBe(new Dictionary<string, ReadMark>
        {
            ["room/Global"] = new(7, 5), ["room/Zoo"] = new(4, 9), ["room/Lab"] = new(1, 0), ["dialogue/Alice~Zed"] = new(1, 0),
                ["dialogue/Alice~bob"] = new(1, 0),
        }, ignoreOrder: true);
    }

    [Fact]
    public void Visit_WhenTheClientKnowsOfMore_MakesSure()
    {
        var scene = Alice();
        scene.When(new Visit("alice", scene.Seq)).Last.MakesSure.ShouldBeFalse();
        scene.When(new Visit("alice", scene.Seq + 1)).Last.MakesSure.ShouldBeTrue();
    }

    [Fact]
    public void Visit_WhenAnother_IsRefused() => Alice().When(new Visit("bob")).ThenError(ErrorCodes.NotAllowed, "/history");

    [Fact]
    public void Tell_WhenInvitationsFlood_ForgetsTheOldestLooseTiesOnly()
    {
        var scene = new UserBehaviour(NodeSettings.Default.Users);
        var user = scene.Apply(User.None, new Registered("Alice", "hash", 0, 0), new(1, default));
        user = scene.Apply(user, new RoomJoined("Lab", 1, 0), new(2, default));
        for (var i = 0; i <= Ties.MaxLoose; i++) user = scene.Apply(user, new RoomInvited($"r{i}", "bob", 1), new(3 + i, default));
        user.Rooms.Loose.ShouldBe(Ties.MaxLoose * 3 / 4 + 1);
        user.Rooms.Loose.ShouldBe(user.Rooms.All.Values.Count(tie => tie.Standing != Standing.In));
        user.Rooms.Find("r0").ShouldBeNull();
        user.Rooms.Find($"r{Ties.MaxLoose}").ShouldNotBeNull();
        user.Rooms.Of(Standing.In).Select(tie => tie.Name).ShouldBe(["Global", "Lab"]);
    }
}
