using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Dialogues;

namespace ActorChat.Tests.Chat.Dialogues;

public class DialogueTests
{
    static readonly EntityId Id = Ids.Dialogue("Bob", "alice");

    static Scene<Dialogue> Closed() => new(new DialogueBehaviour(NodeSettings.Default.Dialogues with { MessageLifetime = null }), Id);

    static Scene<Dialogue> Open(params IEnumerable<Event> events) =>
        Closed().Given([new DialogueOpened(["alice", "Bob"], "Bob"), .. events]);

    [Fact]
    public void Open_WhenNotOpen_TellsBoth() =>
        Closed().When("Bob", new OpenDialogue("alice"))
            .ThenDone()
            .ThenEvents(new DialogueOpened(["alice", "Bob"], "Bob"))
            .ThenTold(("alice", new DialogueBegun("Bob", "Bob", 1)), ("Bob", new DialogueBegun("alice", "Bob", 1)));

    [Fact]
    public void Open_WhenOpen_IsRefused() =>
        Open().When("alice", new OpenDialogue("Bob")).ThenError(ErrorCodes.DialogueOpen, "/send_private Bob <message>");

    [Fact]
    public void Open_WhenWithOneself_IsRefused() =>
        new Scene<Dialogue>(new DialogueBehaviour(NodeSettings.Default.Dialogues with { MessageLifetime = null }),
            Ids.Dialogue("alice", "alice")).When("alice", new OpenDialogue("ALICE")).ThenError(ErrorCodes.Yourself, "/open_dialogue");

    [Fact]
    public void Open_WhenDeletedBefore_IsEmptyAndGoesOnCounting()
    {
        var visited = Open(new Posted("alice", "hi", 1, "k:1"), new DialogueDeleted("alice")).When("alice", new OpenDialogue("Bob"))
            .ThenDone()
            .ThenTold(("alice", new DialogueBegun("Bob", "alice", 4)), ("Bob", new DialogueBegun("alice", "alice", 4)))
            .When(new Visit("BOB")).Last.ThenAnswer<Visited>();
        visited.Since.ShouldBe(4);
        visited.State.ShouldBe(
            new DialogueState("dialogue/alice~Bob", 4, "alice", 0, visited.State.ShouldBeOfType<DialogueState>().Online));
    }

    [Fact]
    public void Delete_WhenOpen_TellsBothExpelsAllAndPurges()
    {
        var last = Open(new Posted("alice", "hi", 1, "k:1")).When("alice", new DeleteDialogue("bob"))
            .ThenDone().ThenEvents(new DialogueDeleted("alice"))
            .ThenTold(("alice", new DialogueEnded("Bob", "alice", 3)), ("Bob", new DialogueEnded("alice", "alice", 3))).Last;
        last.Events.Single().Expels.ShouldBe("*");
        last.Letters.ShouldContain(new LetterDraft(Id, new PurgeNext(1, 3)));
    }

    [Fact]
    public void Delete_WhenNotOpen_IsRefused() =>
        Closed().When("alice", new DeleteDialogue("Bob")).ThenError(ErrorCodes.DialogueNotOpen, "/open_dialogue Bob");

    [Fact]
    public void PostPrivate_WhenOpen_IsTaken() =>
        Open().When("alice", new PostPrivate("bob", "hi", "k:1")).ThenReply(new PostedReply(2))
            .ThenEvents(new Posted("alice", "hi", 1, "k:1")).ThenTold();

    [Fact]
    public void PostPrivate_WhenNotOpen_IsRefused() =>
        Closed().When("alice", new PostPrivate("bob", "hi", "k:1")).ThenError(ErrorCodes.DialogueNotOpen, "/open_dialogue bob");

    [Fact]
    public void PostPrivate_WhenRepeated_AnswersTheSame() =>
        Open().When("alice", new PostPrivate("bob", "hi", "k:1")).When("Bob", new PostPrivate("alice", "ho", "k:1"))
            .ThenReply(new PostedReply(3))
            .When("alice", new PostPrivate("bob", "hi", "k:1")).ThenReply(new PostedReply(2)).ThenEvents();

    [Fact]
    public void PostPrivate_WhenTextIsEmpty_IsRefused() =>
        Open().When("alice", new PostPrivate("bob", " ", "k:1")).ThenError(ErrorCodes.EmptyText);

    [Fact]
    public void PostPrivate_WhenStranger_IsRefused() =>
        Open().When("carol", new PostPrivate("bob", "hi", "k:1")).ThenError(ErrorCodes.NotAllowed);

    [Fact]
    public void Visit_WhenTheClientKnowsOfMore_MakesSure()
    {
        var scene = Open();
        scene.When(new Visit("alice", scene.Seq)).Last.MakesSure.ShouldBeFalse();
        scene.When(new Visit("alice", scene.Seq + 1)).Last.MakesSure.ShouldBeTrue();
    }

    [Theory]
    [InlineData("alice", "Bob")]
    [InlineData("bob", "alice")]
    public void Visit_WhenOneOfTheTwo_ShowsTheOther(string by, string with)
    {
        var visited = Open().When(new Visit(by)).Last.ThenAnswer<Visited>();
        visited.Feed.ShouldBe("dialogue/alice~Bob");
        visited.State.ShouldBeOfType<DialogueState>().With.ShouldBe(with);
    }

    [Fact]
    public void Visit_WhenStranger_HearsTheSameWhetherItIsOpenOrNot()
    {
        var open = Open().When(new Visit("carol")).ThenError(ErrorCodes.NotAllowed, "/open_dialogue").Last.ThenReply<Error>();
        Closed().When(new Visit("carol")).ThenReply(open);
    }

    [Fact]
    public void Extent_WhenOneOfTheTwo_SaysHowFarItGoes_AndNobodyElseHears()
    {
        Open().When(new GetExtent("bob")).Last.ThenAnswer<Extent>().ShouldBe(new("dialogue/alice~Bob", 1, 1, 0));
        var refusal = Open().When(new GetExtent("carol")).ThenError(ErrorCodes.NotAllowed).Last.ThenReply<Error>();
        Closed().When(new GetExtent("carol")).ThenReply(refusal);
        Closed().When(new GetExtent("alice")).ThenError(ErrorCodes.DialogueNotOpen, "/open_dialogue bob");
    }

    [Fact]
    public void Visit_WhenNotOpen_IsRefused() =>
        Closed().When(new Visit("alice")).ThenError(ErrorCodes.DialogueNotOpen, "/open_dialogue bob");

    [Fact]
    public void PurgeNext_WhenLittleIsLeft_PurgesIt() => Closed().When(new PurgeNext(1, 3)).Last.Purges.ShouldBe([new PurgeRange(1, 3)]);
}
