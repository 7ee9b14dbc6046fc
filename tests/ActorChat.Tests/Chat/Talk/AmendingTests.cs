using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Talk;
using ActorChat.Tests.Chat.Rooms;

namespace ActorChat.Tests.Chat.Talk;

/// <summary>What people do to messages, with a store that keeps what a room rewrites.</summary>
public class AmendingTests
{
    const string Feed = "room/Lab";

    // Event 4 is bob's message, 5 alice's.
    static Desk Lab() =>
        new(RoomScene.Open(new Joined("bob"), new Joined("eve"), new Posted("bob", "hi", 1, "b:1"), new Posted("alice", "ho", 2, "a:1")));

    [Fact]
    public void Edit_WhenAuthor_ReplacesTheTextEverywhere()
    {
        var lab = Lab();
        lab.Ask("bob", new EditMessage(Feed, 4, "hi all")).ThenDone().ThenEvents(new Edited("bob", 4, "hi all"));
        lab.Ask("BOB", new EditMessage(Feed, 4, "hi you")).ThenDone();
        lab.Message<Posted>(4).Text.ShouldBe("hi you");
        lab.Message<Posted>(4).Notes!.Edit.ShouldBe(7);
        lab.Message<Edited>(6).Text.ShouldBe("");
        lab.Texts.ShouldNotContain(text => text.Contains("hi all", StringComparison.Ordinal));
        (lab.Message<Posted>(4).Ordinal, lab.Message<Posted>(4).Key).ShouldBe((1, "b:1"));
    }

    [Fact]
    public void Edit_WhenNotTheAuthor_IsRefused()
    {
        Lab().Ask("alice", new EditMessage(Feed, 4, "x")).ThenError(ErrorCodes.NotAllowed, "bob's", "/comment 4");
        Lab().Ask("bob", new EditMessage(Feed, 4, " ")).ThenError(ErrorCodes.EmptyText);
        Lab().Ask("bob", new EditMessage(Feed, 99, "x")).ThenError(ErrorCodes.UnknownMessage, "#99", "Lab");
        Lab().Ask("bob", new EditMessage(Feed, 2, "x")).ThenError(ErrorCodes.UnknownMessage);
        Lab().Ask("mallory", new EditMessage(Feed, 4, "x")).ThenError(ErrorCodes.NotInRoom);
    }

    [Fact]
    public void Delete_LeavesAMarkAndNoText()
    {
        var lab = Lab();
        lab.Ask("eve", new Comment(Feed, 4, "secret comment", "e:1"));
        lab.Ask("bob", new EditMessage(Feed, 4, "secret edit"));
        lab.Ask("bob", new DeleteMessage(Feed, 4)).ThenDone().ThenEvents(new MessageDeleted("bob", 4, Ordinal: 1));
        var mark = lab.Message<Posted>(4);
        (mark.By, mark.Text, mark.Ordinal, mark.Notes!.DeletedBy).ShouldBe(("bob", "", 1, "bob"));
        lab.Texts.ShouldNotContain(text => text.Contains("secret", StringComparison.Ordinal));
        lab.Ask("bob", new DeleteMessage(Feed, 4)).ThenError(ErrorCodes.UnknownMessage, "deleted by bob");
        lab.Ask("eve", new Comment(Feed, 4, "late", "e:2")).ThenError(ErrorCodes.UnknownMessage);
    }

    [Fact]
    public void Delete_WhenAdmin_TakesAnybodys_AndOthersOnlyTheirOwn()
    {
        Lab().Ask("alice", new DeleteMessage(Feed, 4)).ThenDone();
        Lab().Ask("bob", new DeleteMessage(Feed, 5)).ThenError(ErrorCodes.NotAllowed, "alice's", "admin");
    }

    [Fact]
    public void Comment_WhenItsKeyWasAPosts_OrAnotherComments_IsRefused()
    {
        var lab = Lab();
        lab.Ask("bob", new Comment(Feed, 5, "hi", "b:1")).ThenError(ErrorCodes.KeyReused, "#4");
        lab.Ask("bob", new Comment(Feed, 5, "one", "b:2")).ThenReply(new PostedReply(6));
        lab.Ask("bob", new Comment(Feed, 5, "two", "b:2")).ThenError(ErrorCodes.KeyReused, "#6");
        lab.Ask("bob", new Comment(Feed, 4, "one", "b:2")).ThenError(ErrorCodes.KeyReused, "#6");
        lab.Ask("bob", new Comment(Feed, 5, "one", "b:2")).ThenReply(new PostedReply(6));
        lab.Scene.When("bob", new Post("lab", "one", "b:2")).ThenError(ErrorCodes.KeyReused, "#6");
    }

    [Fact]
    public void Repetition_WhenTheMessageWasChangedOrDeletedSince_GetsTheFirstAnswer()
    {
        var lab = Lab();
        lab.Ask("bob", new EditMessage(Feed, 4, "hi all")).ThenDone();
        lab.Scene.When("bob", new Post("lab", "hi", "b:1")).ThenReply(new PostedReply(4)).ThenEvents();
        lab.Ask("alice", new DeleteMessage(Feed, 5)).ThenDone();
        lab.Scene.When("alice", new Post("lab", "ho", "a:1")).ThenReply(new PostedReply(5)).ThenEvents();
    }

    [Fact]
    public void Keys_WhenReplayedFromRewrittenRows_AreWhatTheyWere()
    {
        var lab = Lab();
        lab.Ask("eve", new Comment(Feed, 4, "one", "e:1"));
        lab.Ask("eve", new React(Feed, 5, "👍")).ThenDone();
        lab.Ask("eve", new EditMessage(Feed, 6, "two")).ThenDone();
        lab.Ask("bob", new EditMessage(Feed, 4, "hi all")).ThenDone();
        var again = RoomScene.Nothing().Given(lab.Rows);
        States.Canonical(again.State.Log.Sent).ShouldBe(States.Canonical(lab.Scene.State.Log.Sent));
        again.When("alice", new Post("lab", "he", "a:1")).ThenError(ErrorCodes.KeyReused, "#5");
        again.When("eve", new Comment(Feed, 4, "one", "e:1")).ThenReply(new PostedReply(6));
    }

    [Fact]
    public void Comment_HangsUnderItsMessageAndTellsItsAuthor()
    {
        var lab = Lab();
        lab.Ask("eve", new Comment(Feed, 4, "one", "e:1")).ThenReply(new PostedReply(6))
            .ThenEvents(new Commented("eve", "one", 4, 1, "e:1")).ThenTold(("bob", new CommentReceived(Feed, 4, 6, "eve")));
        lab.Ask("bob", new Comment(Feed, 6, "two", "b:2")).ThenEvents(new Commented("bob", "two", 4, 2, "b:2"))
            .ThenTold(("eve", new CommentReceived(Feed, 4, 7, "bob")));
        lab.Ask("bob", new Comment(Feed, 4, "three", "b:3")).ThenTold();
        lab.Message<Posted>(4).Notes!.Comments.ShouldBe(3);
        lab.Scene.State.Log.Ordinal.ShouldBe(2);
    }

    [Fact]
    public void Comment_WhenRepeated_AnswersTheSame()
    {
        var lab = Lab();
        lab.Ask("eve", new Comment(Feed, 4, "one", "e:1"));
        lab.Ask("eve", new Comment(Feed, 4, "one", "e:1")).ThenReply(new PostedReply(6)).ThenEvents();
        lab.Ask("eve", new Comment(Feed, 4, "x", "nonsense")).ThenError(ErrorCodes.BadKey);
    }

    [Fact]
    public void Comment_WhereThereIsALimit_CountsAsAMessage()
    {
        var lab = new Desk(RoomScene.Open(new SettingChanged(new RoomSettings(null, 2, 600)), new Posted("alice", "hi", 1, "a:1")));
        lab.Ask("alice", new Comment(Feed, 3, "one", "a:2")).ThenReply(new PostedReply(4));
        lab.Ask("alice", new Comment(Feed, 3, "two", "a:3")).ThenError(ErrorCodes.RateLimited);
        lab.Ask("alice", new EditMessage(Feed, 3, "still")).ThenDone();
    }

    [Fact]
    public void CommentDeleted_LowersTheCountAndLeavesAMark()
    {
        var lab = Lab();
        lab.Ask("eve", new Comment(Feed, 4, "one", "e:1"));
        lab.Ask("eve", new Comment(Feed, 4, "two", "e:2"));
        lab.Ask("eve", new EditMessage(Feed, 6, "uno"));
        lab.Ask("eve", new DeleteMessage(Feed, 6)).ThenEvents(new MessageDeleted("eve", 6, 4, 1));
        lab.Message<Posted>(4).Notes!.Comments.ShouldBe(1);
        lab.Message<Commented>(6).Notes!.DeletedBy.ShouldBe("eve");
        lab.Texts.ShouldNotContain(
            text => text.Contains("one", StringComparison.Ordinal) || text.Contains("uno", StringComparison.Ordinal));
    }

    [Fact]
    public void React_AgainTakesItBack()
    {
        var lab = Lab();
        lab.Ask("eve", new React(Feed, 4, "👍")).ThenDone().ThenEvents(new Reacted("eve", 4, "👍"));
        lab.Ask("alice", new React(Feed, 4, "👍"));
        lab.Message<Posted>(4).Notes!.Reactions!.ShouldHaveSingleItem().Users.ShouldBe(["eve", "alice"]);
        lab.Ask("EVE", new React(Feed, 4, "👍")).ThenEvents(new Reacted("EVE", 4, "👍", Off: true));
        lab.Ask("alice", new React(Feed, 4, "👍"));
        lab.Message<Posted>(4).Notes!.Reactions.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("\u001b[2J")]
    [InlineData("12345678901234567")]
    public void React_WhenItIsNoReaction_IsRefused(string emoji) =>
        Lab().Ask("eve", new React(Feed, 4, emoji)).ThenError(ErrorCodes.BadReaction, "/react");

    [Fact]
    public void React_WhenThereAreTooMany_IsRefused_AndTakingBackIsNot()
    {
        var lab = Lab();
        for (var i = 0; i < ProtocolLimits.MaxReactions; i++) lab.Ask("eve", new React(Feed, 4, $"r{i}")).ThenDone();
        lab.Ask("eve", new React(Feed, 4, "more")).ThenError(ErrorCodes.TooMany);
        lab.Ask("bob", new React(Feed, 4, "r3")).ThenDone();
        lab.Ask("eve", new React(Feed, 4, "r3")).ThenEvents(new Reacted("eve", 4, "r3", Off: true));
    }

    [Fact]
    public void Amending_WhenTheMessageWasReadBefore_KnowsWhatHappenedSince()
    {
        var lab = Lab();
        var old = lab.Hand(4);
        lab.Ask("eve", new React(Feed, 4, "👍"));
        lab.Ask("alice", new React(Feed, 4, "🎉"), old).ThenDone();
        lab.Message<Posted>(4).Notes!.Reactions!.Select(one => one.Emoji).ShouldBe(["👍", "🎉"]);
        lab.Ask("bob", new DeleteMessage(Feed, 4));
        lab.Ask("bob", new EditMessage(Feed, 4, "risen"), old).ThenError(ErrorCodes.UnknownMessage);
        lab.Message<Posted>(4).Text.ShouldBe("");
    }

    [Fact]
    public void Amending_WhenItsTextMayHaveChangedOrTooMuchHappened_AsksToReadAgain()
    {
        var lab = Lab();
        var (four, five) = (lab.Hand(4), lab.Hand(5));
        lab.Ask("bob", new EditMessage(Feed, 4, "new"));
        lab.Ask("eve", new React(Feed, 4, "👍"), four).Last.Reply.ShouldBe(new Stale());
        lab.Ask("eve", new React(Feed, 5, "👍"), five).ThenDone();
        for (var i = 0; i <= RecentChanges.MaxChanges; i++) lab.Ask("eve", new React(Feed, 4, "x"));
        lab.Ask("eve", new React(Feed, 5, "🎉"), five).Last.Reply.ShouldBe(new Stale());
        lab.Ask("eve", new React(Feed, 5, "🎉")).ThenDone();
    }

    [Theory]
    [InlineData(9, 9)]
    [InlineData(4, 6)]
    [InlineData(6, 5)]
    public void Amending_WhenItIsHandedWhatTheRoomHasNotSeen_DecidesOnlyAsTheNewest(long seq, long asOf)
    {
        var decided = Lab().Ask("eve", new React(Feed, seq, "👍"), new Handed(seq, new Posted("bob", "late", 3, "b:2"), asOf)).Last;
        decided.Reply.ShouldBe(new Stale());
        decided.MakesSure.ShouldBeTrue("so a room that another has overtaken replays");
        decided.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Expiry_TakesCommentsAndChangesWithTheMessage()
    {
        var lab = new Desk(RoomScene.Open(new SettingChanged(new RoomSettings(600))));
        lab.Scene.When("alice", new Post("lab", "secret", "a:1"));
        lab.Keep();
        lab.Ask("alice", new Comment(Feed, 3, "secret too", "a:2"));
        lab.Ask("alice", new EditMessage(Feed, 3, "secret still"));
        var old = lab.Hand(3);
        lab.Scene.Later(700).When(new ExpireDue(1)).ThenEvents(new Expired([new SeqRange(3, 3)], 1));
        lab.Keep();
        lab.Texts.ShouldNotContain(text => text.Contains("secret", StringComparison.Ordinal));
        lab.Ask("alice", new Comment(Feed, 3, "x", "a:3"), old).ThenError(ErrorCodes.UnknownMessage);
    }

    [Fact]
    public void Types_AreThoseOfTheWire()
    {
        ActorChat.Node.Chat.Codecs.ChatEvents.TypeOf<Posted>().ShouldBe(MessageTypes.Posted);
        ActorChat.Node.Chat.Codecs.ChatEvents.TypeOf<Expired>().ShouldBe(MessageTypes.Expired);
        ActorChat.Node.Chat.Codecs.ChatEvents.TypeOf<Delivered>().ShouldBe(MessageTypes.Delivered);
        ActorChat.Node.Chat.Codecs.ChatEvents.TypeOf<MessageDeleted>().ShouldBe(MessageTypes.Deleted);
    }
}
