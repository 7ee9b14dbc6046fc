using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Talk;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class DuePostTests
{
    static PostScheduled Due(DateTimeOffset due, string by = "alice", string text = "hi", string room = "Lab") =>
        new(by, new Post(room, text, "schedule-7"), 7, due);

    [Fact]
    public void Due_WhenItsAuthorIsIn_IsPosted_AndNobodyIsAnswered()
    {
        var scene = Open();
        scene.When(Due(scene.Now)).ThenEvents(new Posted("alice", "hi", 1, "schedule-7")).Last.Reply.ShouldBeNull();
        scene.Last.Letters.ShouldBeEmpty();
    }

    [Fact]
    public void Due_WhenItComesLate_IsMarked()
    {
        var scene = Open();
        var atTheEdge = scene.Now - DuePost.LateAfter;
        scene.When(Due(atTheEdge)).Last.Events.ShouldHaveSingleItem().Event.ShouldBeOfType<Posted>().Late.ShouldBeNull();
        var late = scene.Now - DuePost.LateAfter - TimeSpan.FromMilliseconds(1);
        scene.When(Due(late)).ThenEvents(new Posted("alice", "hi", 2, "schedule-7") { Late = late });
    }

    [Fact]
    public void Due_WhenItsAuthorIsOut_IsNotPosted_AndTheAuthorIsToldWhy()
    {
        var scene = Open();
        scene.When(Due(scene.Now, "bob")).ThenEvents();
        var (user, told) = scene.Last.Told().ShouldHaveSingleItem();
        user.ShouldBe("bob");
        var failed = told.ShouldBeOfType<ScheduleFailed>();
        (failed.Schedule, failed.Text, failed.Code, failed.Room).ShouldBe((7, "hi", ErrorCodes.NotInRoom, "Lab"));
        failed.Message.ShouldContain("/join_room Lab");
    }

    [Fact]
    public void Due_WhenTheRoomIsGone_TellsTheAuthor()
    {
        var scene = Open().When("alice", new DeleteRoom("Lab"));
        scene.When(Due(scene.Now)).Last.Told().ShouldHaveSingleItem().Event.ShouldBeOfType<ScheduleFailed>()
            .Code.ShouldBe(ErrorCodes.UnknownRoom);
    }

    // Its letter comes once: what the key of a client's would do is not wanted here.
    [Fact]
    public void Due_WhenPosted_IsNotAmongTheKeysRemembered()
    {
        var scene = Open();
        scene.When(Due(scene.Now)).State.Log.Sent.Devices.ShouldBeEmpty();
        scene.When("alice", new Post("Lab", "hi", "schedule-7")).ThenError(ErrorCodes.BadKey);
    }

    [Fact]
    public void Due_WhenForADialogue_IsPostedWhileItIsOpen()
    {
        var scene = new Scene<Dialogue>(new DialogueBehaviour(NodeSettings.Default.Dialogues), Ids.Dialogue("alice", "bob"))
            .When("alice", new OpenDialogue("bob"));
        var due = new PostScheduled("alice", new PostPrivate("bob", "hi", "schedule-7"), 7, scene.Now);
        scene.When(due).ThenEvents(new Posted("alice", "hi", 1, "schedule-7"));
        scene.When("bob", new DeleteDialogue("alice")).When(due).Last.Told().ShouldHaveSingleItem().Event.ShouldBeOfType<ScheduleFailed>()
            .User.ShouldBe("bob");
    }
}
