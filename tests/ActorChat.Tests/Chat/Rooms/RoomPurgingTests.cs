using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class RoomPurgingTests
{
    [Fact]
    public void Delete_SetsThePurgeOfItsEventsGoing() =>
        Open(Message("alice", 1), Message("alice", 2)).When("alice", new DeleteRoom("lab"))
            .Last.Letters.ShouldContain(new LetterDraft(Ids.Room("lab"), new PurgeNext(1, 4)));

    [Fact]
    public void Delete_WhenItIsTheSecondLife_PurgesTheFirstDeletionToo() =>
        Open(new Deleted("alice"), new Created("Lab", RoomAccess.Open, "bob"), Message("bob", 1)).When("bob", new DeleteRoom("lab"))
            .Last.Letters.ShouldContain(new LetterDraft(Ids.Room("lab"), new PurgeNext(3, 5, 2)));

    [Fact]
    public void Leave_WhenLastMember_PurgesUpToTheDeletion() =>
        Open(Message("alice", 1)).When("alice", new LeaveRoom("lab"))
            .Last.Letters.ShouldContain(new LetterDraft(Ids.Room("lab"), new PurgeNext(1, 4)));

    [Fact]
    public void PurgeNext_WhenMuchIsLeft_PurgesASliceAndGoesOn()
    {
        var last = Nothing().When(new PurgeNext(1, 12_000)).Last;
        last.Purges.ShouldBe([new PurgeRange(1, 5_001)]);
        last.Letters.ShouldBe([new LetterDraft(Ids.Room("lab"), new PurgeNext(5_001, 12_000))]);
        last.Events.ShouldBeEmpty();
    }

    [Fact]
    public void PurgeNext_WhenLittleIsLeft_PurgesItAndEnds()
    {
        var last = Nothing().When(new PurgeNext(10_001, 12_000)).Last;
        last.Purges.ShouldBe([new PurgeRange(10_001, 12_000)]);
        last.Letters.ShouldBeEmpty();
    }

    [Fact]
    public void PurgeNext_WhenItEnds_TheFormerDeletionGoesLast()
    {
        var last = Nothing().When(new PurgeNext(3, 5, 2)).Last;
        last.Purges.ShouldBe([new PurgeRange(3, 5)]);
        last.Letters.ShouldBe([new LetterDraft(Ids.Room("lab"), new PurgeNext(2, 3))]);
    }

    [Fact]
    public void PurgeNext_WhenNothingIsLeft_DoesNothing() => Nothing().When(new PurgeNext(7, 7)).ThenNothing();

    [Fact]
    public void PurgeNext_WhenTheRoomLivesAnew_IsTheSame() =>
        Open().When(new PurgeNext(1, 9)).Last.Purges.ShouldBe([new PurgeRange(1, 9)]);
}
