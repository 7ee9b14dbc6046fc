using ActorChat.Node.Settings;
using System.Globalization;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Dialogues;

namespace ActorChat.Tests.Chat.Dialogues;

public class DeliveryTests
{
    // Messages live an hour after their delivery.
    static Scene<Dialogue> Open() =>
        new Scene<Dialogue>(new DialogueBehaviour(NodeSettings.Default.Dialogues), Ids.Dialogue("alice", "bob"))
        .Given(new DialogueOpened(["alice", "bob"], "alice", 3600));

    static Scene<Dialogue> Said(Scene<Dialogue> scene, string by, int number) =>
        scene.When(by, new PostPrivate(by == "alice" ? "bob" : "alice", "hi", string.Create(CultureInfo.InvariantCulture, $"k:{number}")));

    static Scene<Dialogue> Received(Scene<Dialogue> scene, string by, long upTo, long ordinal) =>
        scene.When(by, new MarkDelivered(by == "alice" ? "bob" : "alice", upTo, ordinal));

    [Fact]
    public void Open_FixesTheLifetime() =>
        new Scene<Dialogue>(new DialogueBehaviour(NodeSettings.Default.Dialogues), Ids.Dialogue("alice", "bob"))
            .When("alice", new OpenDialogue("bob"))
            .ThenEvents(new DialogueOpened(["alice", "bob"], "alice", 3600));

    [Fact]
    public void Delivered_ShowsTheSender_AndOnlyForward()
    {
        var scene = Said(Said(Open(), "alice", 1), "alice", 2);
        Received(scene, "bob", 2, 1).ThenDone().ThenEvents(new Delivered("bob", 2, 1));
        Received(scene, "bob", 2, 1).ThenDone().ThenEvents();
        Received(scene, "bob", 1, 0).ThenDone().ThenEvents();
        Received(scene, "bob", 999, 99).ThenEvents(new Delivered("bob", 4, 2));
        Received(scene, "bob", -1, 0).ThenError(ErrorCodes.BadField);
        var state = scene.When(new Visit("alice")).Last.ThenAnswer<Visited>().State.ShouldBeOfType<DialogueState>();
        (state.Delivered, state.Received, state.LifetimeSeconds).ShouldBe((4, 0, 3600));
    }

    [Fact]
    public void Delivered_WhenNotOpenOrOfAThird_IsRefused()
    {
        new Scene<Dialogue>(new DialogueBehaviour(NodeSettings.Default.Dialogues), Ids.Dialogue("alice", "bob"))
            .When("alice", new MarkDelivered("bob", 1, 1)).ThenError(ErrorCodes.DialogueNotOpen);
        Open().When("eve", new MarkDelivered("bob", 1, 1)).ThenError(ErrorCodes.NotAllowed);
    }

    [Fact]
    public void Message_WhenNotDelivered_DoesNotExpire()
    {
        var scene = Said(Open(), "alice", 1);
        scene.Last.Letters.ShouldBeEmpty();
        scene.Later(1_000_000).When(new ExpireDue(0)).ThenEvents();
        scene.Last.Letters.ShouldBeEmpty();
    }

    [Fact]
    public void Message_WhenDelivered_ExpiresAnHourAfterThat()
    {
        var scene = Received(Said(Open(), "alice", 1).Later(5000), "bob", 2, 1);
        scene.Last.Letters.ShouldHaveSingleItem().Body.ShouldBe(new ExpireDue(0));
        scene.Later(3500).When(new ExpireDue(0)).ThenEvents();
        scene.Later(120).When(new ExpireDue(0)).ThenEvents(new Expired([new SeqRange(2, 2)], 1));
        scene.Last.Letters.ShouldBeEmpty();
    }

    [Fact]
    public void Message_WhenDeliveredBehindOneThatIsNot_ExpiresAlone()
    {
        // alice's second and bob's answer to the first cross; alice is not there to receive it.
        var scene = Said(Said(Said(Open(), "alice", 1), "bob", 1), "alice", 2);
        Received(scene, "bob", 4, 3);
        scene.Later(3700).When(new ExpireDue(0)).ThenEvents(new Expired([new SeqRange(2, 2), new SeqRange(4, 4)], 1));
        Received(scene, "alice", 3, 2);
        scene.Later(3700).When(new ExpireDue(0)).ThenEvents(new Expired([new SeqRange(3, 3)], 3));
    }

    [Fact]
    public void Run_WhenDeliveredInPart_IsSplit()
    {
        var scene = Said(Said(Said(Open(), "alice", 1), "alice", 2), "alice", 3);
        Received(scene, "bob", 3, 2);
        scene.Later(3700).When(new ExpireDue(0)).ThenEvents(new Expired([new SeqRange(2, 3)], 2));
        scene.State.Log.Living.Runs.ShouldHaveSingleItem().Waits.ShouldBe(ActorChat.Node.Chat.Talk.Sides.Second);
    }

    [Fact]
    public void Dialogue_WhenOpenedByAnOlderVersion_KeepsItsMessages()
    {
        var scene = new Scene<Dialogue>(new DialogueBehaviour(NodeSettings.Default.Dialogues), Ids.Dialogue("alice", "bob"))
            .Given(new DialogueOpened(["alice", "bob"], "alice"));
        Received(Said(scene, "alice", 1), "bob", 2, 1).Last.Letters.ShouldBeEmpty();
        scene.Later(9000).When(new ExpireDue(0)).ThenNothing();
    }
}
