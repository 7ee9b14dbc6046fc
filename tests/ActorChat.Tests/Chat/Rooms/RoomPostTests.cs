using ActorChat.Messages;
using ActorChat.Node.Chat;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class RoomPostTests
{
    [Fact]
    public void Post_WhenMember_CountsMessagesOnly() =>
        Open(new Joined("bob"), Message("alice", 1)).When("bob", new Post("lab", "hi", "k3x9:17"))
            .ThenReply(new PostedReply(4)).ThenEvents(new Posted("bob", "hi", 2, "k3x9:17")).ThenTold();

    [Fact]
    public void Post_WhenNotIn_IsRefused() =>
        Open().When("bob", new Post("lab", "hi", "k:1")).ThenError(ErrorCodes.NotInRoom, "/join_room Lab");

    [Fact]
    public void Post_WhenRemoved_IsRefused() =>
        Open(new Joined("bob"), new Removed("bob", "alice")).When("bob", new Post("lab", "hi", "k:1"))
            .ThenError(ErrorCodes.NotInRoom, "/add_user Lab bob");

    [Fact]
    public void Post_WhenTextDrivesTerminals_IsCleaned() =>
        Open().When("alice", new Post("lab", "a\u001b[31mb\r\nc", "k:1")).ThenEvents(new Posted("alice", "a[31mb\nc", 1, "k:1"));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("\u0007\u0000")]
    public void Post_WhenNothingVisible_IsRefused(string text) =>
        Open().When("alice", new Post("lab", text, "k:1")).ThenError(ErrorCodes.EmptyText);

    [Fact]
    public void Post_WhenTextIsEmptyWithAFile_IsTaken()
    {
        var file = new FileLink("alice:abc", "a.txt", 3);
        Open().When("alice", new Post("lab", "", "k:1", file.Key), file).ThenEvents(new Posted("alice", "", 1, "k:1", file));
    }

    [Fact]
    public void Post_WhenFileIsUnknown_IsRefused() =>
        Open().When("alice", new Post("lab", "see", "k:1", "alice:nothing")).ThenError(ErrorCodes.UnknownFile, "/publish_file");

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4001, false)]
    public void Post_WhenTextIsLong_IsTakenToTheLimit(int chars, bool taken)
    {
        var scene = Open().When("alice", new Post("lab", new string('x', chars), "k:1"));
        if (taken) scene.ThenReply(new PostedReply(2));
        else scene.ThenError(ErrorCodes.TextTooLong, "4001", "4000");
    }

    [Fact]
    public void Post_WhenKeyIsNone_IsRefused() =>
        Open().When("alice", new Post("lab", "hi", "17")).ThenError(ErrorCodes.BadKey, "device:number");

    [Fact]
    public void Post_WhenRepeated_AnswersTheSame() =>
        Open().When("alice", new Post("lab", "hi\r\n", "k:1")).When("ALICE", new Post("lab", "hi\n", "k:1"))
            .ThenReply(new PostedReply(2)).ThenEvents();

    [Theory]
    [InlineData("ho")]
    [InlineData("")]
    [InlineData("hi ")]
    public void Post_WhenAnotherTextComesUnderAKey_IsRefusedAndNotTakenForTheFirst(string other) =>
        Open().When("alice", new Post("lab", "hi", "k:1")).When("alice", new Post("lab", other, "k:1"))
            .ThenError(ErrorCodes.KeyReused, "#2", "new key");

    [Fact]
    public void Post_WhenAnotherFileComesUnderAKey_IsRefused()
    {
        var (one, other) = (new FileLink("alice:abc", "a.txt", 3), new FileLink("alice:def", "b.txt", 3));
        Open().When("alice", new Post("lab", "", "k:1", one.Key), one).When("alice", new Post("lab", "", "k:1", other.Key), other)
            .ThenError(ErrorCodes.KeyReused)
            .When("alice", new Post("lab", "", "k:1", one.Key), one).ThenReply(new PostedReply(2))
            .When("alice", new Post("lab", "", "k:1", one.Key)).ThenReply(new PostedReply(2));
    }

    [Fact]
    public void Post_WhenRepeatedAfterRemoval_AnswersTheSame() =>
        Open(new Joined("bob")).When("bob", new Post("lab", "hi", "k:1")).When("alice", new RemoveUser("lab", "bob"))
            .When("bob", new Post("lab", "hi", "k:1")).ThenReply(new PostedReply(3)).ThenEvents();

    [Fact]
    public void Post_WhenAnotherUserHasTheSameKey_IsTaken() =>
        Open(new Joined("bob")).When("alice", new Post("lab", "hi", "k:1")).When("bob", new Post("lab", "hi", "k:1"))
            .ThenReply(new PostedReply(4));

    [Fact]
    public void Post_WhenOutOfOrderWithinTheWindow_IsTaken() =>
        Open().When("alice", new Post("lab", "b", "k:64")).When("alice", new Post("lab", "a", "k:1")).ThenReply(new PostedReply(3))
            .When("alice", new Post("lab", "a", "k:1")).ThenReply(new PostedReply(3));

    [Fact]
    public void Post_WhenBelowTheWindow_IsRefused() =>
        Open().When("alice", new Post("lab", "b", "k:65")).When("alice", new Post("lab", "a", "k:1"))
            .ThenError(ErrorCodes.KeyTooOld, "history");

    [Fact]
    public void Post_WhenRoomWasDeletedAndMadeAnew_TheOldKeysStand() =>
        Open().When("alice", new Post("lab", "hi", "k:1")).When("alice", new DeleteRoom("lab"))
            .When("alice", new Post("lab", "hi", "k:1")).ThenReply(new PostedReply(2)).ThenEvents()
            .When("alice", new CreateRoom("Lab", RoomAccess.Open))
            .When("alice", new Post("lab", "hi", "k:1")).ThenReply(new PostedReply(2)).ThenEvents()
            .When("alice", new Post("lab", "hi", "k:2")).ThenReply(new PostedReply(5)).ThenEvents(new Posted("alice", "hi", 1, "k:2"));
}
