using ActorChat.Messages;
using ActorChat.Node.Chat.Users;
using static ActorChat.Tests.Chat.Users.UserScene;

namespace ActorChat.Tests.Chat.Users;

public class ReadingTests
{
    static Scene<User> InLab() => Alice(new RoomJoined("Lab", 4, 2), new DialogueBegun("Bob", "Bob", 1));

    [Theory]
    [InlineData("room/Lab", "room/Lab")]
    [InlineData("room/LAB", "room/Lab")]
    [InlineData("room/global", "room/Global")]
    [InlineData("dialogue/Alice~Bob", "dialogue/Alice~Bob")]
    [InlineData("dialogue/bob~alice", "dialogue/Alice~Bob")]
    public void MarkRead_WhenForward_IsKeptUnderTheNameAsFirstWritten(string asked, string kept) =>
        InLab().When("alice", new MarkRead(asked, 9, 6)).ThenDone().ThenEvents(new ReadTo(kept, 9, 6))
            .Shown().Reads[kept].ShouldBe(new ReadMark(9, 6));

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    [InlineData(0)]
    public void MarkRead_WhenNotForward_IsDoneWithoutAnEvent(long upTo) =>
        InLab().When("alice", new MarkRead("room/lab", upTo, 9)).ThenDone().ThenEvents();

    [Theory]
    [InlineData("room/Other")]
    [InlineData("dialogue/Alice~Carol")]
    [InlineData("dialogue/Bob~Carol")]
    [InlineData("dialogue/alice")]
    [InlineData("dialogue/~")]
    [InlineData("user/alice")]
    [InlineData("files/alice")]
    [InlineData("room/")]
    [InlineData("room/a b")]
    [InlineData("Lab")]
    [InlineData("")]
    [InlineData("room/\ud800")]
    public void MarkRead_WhenNotIn_IsRefused(string feed) =>
        InLab().When("alice", new MarkRead(feed, 9, 6)).ThenError(ErrorCodes.UnknownFeed, "/join_room");

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(9, -1)]
    public void MarkRead_WhenNegative_IsRefused(long upTo, long ordinal) =>
        InLab().When("alice", new MarkRead("room/Lab", upTo, ordinal)).ThenError(ErrorCodes.BadField);

    [Fact]
    public void MarkRead_WhenLeft_IsRefusedAndTheMarkIsGone()
    {
        var scene = InLab().Given(new RoomLeft("Lab", 5)).When("alice", new MarkRead("room/Lab", 9, 6)).ThenError(ErrorCodes.UnknownFeed);
        scene.Shown().Reads.Keys.ShouldBe(["room/Global", "dialogue/Alice~Bob"]);
    }

    [Fact]
    public void MarkRead_WhenJoinedAgain_StartsWhereTheRoomIsNow() =>
        InLab().Given(new RoomLeft("Lab", 50), new RoomJoined("Lab", 60, 40)).Shown().Reads["room/Lab"].ShouldBe(new ReadMark(60, 40));

    [Fact]
    public void MarkRead_WhenDialogueOpenedAnew_StartsEmpty() =>
        InLab().When("alice", new MarkRead("dialogue/Alice~Bob", 9, 6))
            .Given(new DialogueEnded("Bob", "Bob", 10), new DialogueBegun("Bob", "Bob", 11))
            .Shown().Reads["dialogue/Alice~Bob"].ShouldBe(new ReadMark(11, 0));
}
