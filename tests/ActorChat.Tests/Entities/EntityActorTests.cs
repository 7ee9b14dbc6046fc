using System.Text;
using Akka.Actor;
using Akka.TestKit;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Entities;

/// <summary>The actor around an entity's core: what it persists, when it answers, when it ends.</summary>
public sealed class EntityActorTests : EntityRig
{
    [Fact]
    public async Task Ask_WhenItWrites_IsAnsweredAndPublished_OnceItIsInTheJournal()
    {
        var (follower, _) = await Follow("a");
        Journal.HoldWrites();
        var first = Ask("a", new Add(1));
        await Eventually.True(() => Journal.Begun == 1, "a write is under way");
        Task<AskResult>[] next = [Ask("a", new Add(2)), Ask("a", new Get())];
        (await Answer("b", new Get())).ShouldBe(0);
        (first.IsCompleted || next.Any(one => one.IsCompleted)).ShouldBeFalse();
        Journal.ReleaseWrites();
        (await first).Reply.ShouldBe(1L);
        (await Task.WhenAll(next)).Select(one => one.Reply).ShouldBe([3L, 3L]);
        (await Frame(follower)).ShouldBe("1:1");
        (await Frame(follower)).ShouldBe("2:2");
        Journal.Begun.ShouldBe(2);
    }

    [Fact]
    public async Task Write_WhenItIsRejected_IsCertainlyNotDone_AndTheNextMessageReplays()
    {
        await Answer("a", new Add(1));
        Journal.RejectNext();
        (await Ask("a", new Add(10))).Status.ShouldBe(AskStatus.Moved);
        (await Eventually.See(() => Ask("a", new Get()), result => result.Status == AskStatus.Answered, "an answer")).Reply.ShouldBe(1L);
        (await Answer("a", new Add(1))).ShouldBe(2);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 11)]
    public async Task Write_WhenItFails_IsPerhapsDone_AndTheNextMessageReplays(bool keeps, long left)
    {
        await Answer("a", new Add(1));
        var entity = await Find("a");
        await WatchAsync(entity);
        Journal.HoldWrites();
        Journal.FailNext(keeps);
        var underWay = Ask("a", new Add(10));
        await Eventually.True(() => Journal.Begun == 2, "a write is under way");
        var gathering = Ask("a", new Add(100));
        entity.Tell(new CheckHead(0), TestActor);
        await ExpectMsgAsync<Refollow>();
        Journal.ReleaseWrites();
        (await underWay).Status.ShouldBe(AskStatus.Unknown);
        (await gathering).Status.ShouldBe(AskStatus.Moved);
        await ExpectTerminatedAsync(entity);
        (await Answer("a", new Get())).ShouldBe(left);
    }

    [Theory]
    [InlineData(CommitOutcome.Committed, AskStatus.Answered)]
    [InlineData(CommitOutcome.Conflict, AskStatus.Moved)]
    [InlineData(CommitOutcome.Unknown, AskStatus.Unknown)]
    public async Task Write_WhenItHasNoEvent_EndsAsItsCommitDoes(CommitOutcome outcome, AskStatus told)
    {
        Write? committed = null;
        Commit = write =>
        {
            committed = write;
            return Task.FromResult(outcome);
        };
        (await Ask("a", new Tell("b", 1))).Status.ShouldBe(told);
        committed!.Letters.ShouldHaveSingleItem().Target.ShouldBe(Counter.Id("b"));
        if (outcome == CommitOutcome.Committed) (await Sent()).Letter.ShouldBe(committed.Letters[0].Id);
        await Letters.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Letter_WhenItsSenderAndThePostmanSendIt_HasItsEffectOnce()
    {
        await Ask("a", new Tell("b", 1));
        var letter = await Sent();
        letter.ShouldBe(new(Counter.Id("b"), new Add(1), letter.Letter));
        Shard.Tell(letter, TestActor);
        Shard.Tell(letter with { }, TestActor);
        await Eventually.See(() => Answer("b", new Get()), value => value == 1, "it has its effect");
        Journal.Rows["counter/b"].Count.ShouldBe(1);
    }

    [Fact]
    public async Task Write_WhenItHasNoEventAndTheStoreThrows_IsPerhapsDone()
    {
        Commit = _ => Task.FromException<CommitOutcome>(new StoreUnavailableException("away"));
        (await Ask("a", new Tell("b", 1))).Status.ShouldBe(AskStatus.Unknown);
        (await Eventually.See(() => Ask("a", new Get()), result => result.Status == AskStatus.Answered, "an answer")).Reply.ShouldBe(0L);
    }

    [Fact]
    public async Task Entity_WhileItReplays_LetsCommandsWait_AndRefusesWhatIsTooMuch()
    {
        Options.MaxWaiting = 4;
        Journal.HoldReplays();
        var asked = Enumerable.Range(0, 20).Select(_ => Ask("a", new Add(1))).ToList();
        await Eventually.True(() => asked.Count(one => one.IsCompleted) == 16, "most are refused");
        Journal.ReleaseReplays();
        (await Task.WhenAll(asked)).CountBy(one => one.Status).ToDictionary().ShouldBe(
            new Dictionary<AskStatus, int> { [AskStatus.Answered] = 4, [AskStatus.Overloaded] = 16 }, ignoreOrder: true);
        (await Answer("a", new Get())).ShouldBe(4);
    }

    [Fact]
    public async Task Command_WhenOnlyAnotherVersionKnowsIt_IsAnsweredSo()
    {
        (await Ask("a", NotUnderstood.Instance)).Status.ShouldBe(AskStatus.NotUnderstood);
        Shard.Tell(new EntityMessage(Counter.Id("a"), NotUnderstood.Instance, 7), TestActor);
        (await Answer("a", new Get())).ShouldBe(0);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Letter_WhenItComes_IsConsumedInTheSameWrite_AndNobodyIsAnswered()
    {
        Shard.Tell(new EntityMessage(Counter.Id("a"), new Add(1), 7), TestActor);
        Shard.Tell(new EntityMessage(Counter.Id("a"), new Add(1), 7), TestActor);
        await Eventually.See(() => Answer("a", new Get()), value => value == 1, "it has its effect");
        await ExpectNoMsgAsync(TimeSpan.Zero);
        Journal.Rows["counter/a"].Count.ShouldBe(1);
    }

    [Fact]
    public async Task Entity_WhenIdle_LeavesMemory_UnlessItIsFollowed()
    {
        Options.PassivateAfter = TimeSpan.FromMilliseconds(200);
        var (follower, followed) = await Follow("a");
        await Answer("b", new Add(1));
        var idle = await Find("b");
        await WatchAsync(idle);
        await ExpectTerminatedAsync(idle, Eventually.Deadline);
        (await Find("a")).ShouldBe(followed);
        Services.InMemory.ShouldBe(1);
        await WatchAsync(followed);
        followed.Tell(Unfollow.Instance, follower);
        await ExpectTerminatedAsync(followed, Eventually.Deadline);
        (await Answer("b", new Get())).ShouldBe(1);
    }

    [Fact]
    public async Task Stop_WhileAWriteIsUnderWay_FinishesIt_AndAnswersTheRestAsMoved()
    {
        var (follower, entity) = await Follow("a");
        await WatchAsync(entity);
        Journal.HoldWrites();
        var first = Ask("a", new Add(1));
        await Eventually.True(() => Journal.Begun == 1, "a write is under way");
        var second = Ask("a", new Add(1));
        entity.Tell(StopEntity.Instance);
        (await Ask("a", new Add(1))).Status.ShouldBe(AskStatus.Moved);
        await follower.ExpectMsgAsync<Refollow>();
        first.IsCompleted.ShouldBeFalse();
        Journal.ReleaseWrites();
        (await first).Reply.ShouldBe(1L);
        (await second).Status.ShouldBe(AskStatus.Moved);
        (await Frame(follower)).ShouldBe("1:1");
        await ExpectTerminatedAsync(entity);
        (await Answer("a", new Get())).ShouldBe(1);
    }

    [Fact]
    public async Task Stop_WhenNothingIsUnderWay_EndsAtOnce()
    {
        await Answer("a", new Add(1));
        var entity = await Find("a");
        await WatchAsync(entity);
        entity.Tell(StopEntity.Instance);
        await ExpectTerminatedAsync(entity);
        Services.InMemory.ShouldBe(0);
    }

    static async Task<string> Frame(TestProbe follower) =>
        Encoding.UTF8.GetString(
            ((FeedRun)await follower.FishForMessageAsync(message => message is FeedRun, Eventually.Deadline)).Lines.Span);

    Task<EntityMessage> Sent() => Letters.ExpectMsgAsync<EntityMessage>(Eventually.Deadline).AsTask();
}
