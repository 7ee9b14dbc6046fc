using ActorChat.Node.Entities;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Runtime;

public sealed class EntityTests
{
    [Fact]
    public async Task Ask_WhileACommitIsUnderWay_IsDecidedOnTheProvisionalState_AndAnsweredAfterItsCommit()
    {
        await using var rig = await EntityRig.Start();
        rig.Held.Hold();
        var first = rig.Ask("a", new Add(1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        Task<AskResult>[] next = [rig.Ask("a", new Add(2)), rig.Ask("a", new Add(3)), rig.Ask("a", new Get())];
        rig.Held.Release();
        (await first).Reply.ShouldBe(1L);
        (await Task.WhenAll(next)).Select(result => result.Reply).ShouldBe([3L, 6L, 6L]);
        rig.Held.Batches.Select(batch => batch.Single().Events.Count).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Query_WhenItSawWhatIsNotCommitted_IsAnsweredAfterTheCommit()
    {
        await using var rig = await EntityRig.Start();
        rig.Held.Hold();
        var add = rig.Ask("a", new Add(1));
        var get = rig.Ask("a", new Get());
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        (await rig.Answer("b", new Get())).ShouldBe(0);
        (add.IsCompleted || get.IsCompleted).ShouldBeFalse();
        rig.Held.Release();
        (await get).Reply.ShouldBe(1L);
    }

    [Theory]
    [InlineData(CommitOutcome.Conflict, false, AskStatus.Moved, 0)]
    [InlineData(CommitOutcome.Unknown, false, AskStatus.Unknown, 0)]
    [InlineData(CommitOutcome.Unknown, true, AskStatus.Unknown, 1)]
    public async Task Commit_WhenNotCertainlyDone_EverythingProvisionalIsThrownAway(CommitOutcome outcome, bool keeps, AskStatus told, long left)
    {
        await using var rig = await EntityRig.Start();
        rig.Held.Hold();
        rig.Held.FailNext(outcome, keeps);
        var first = rig.Ask("a", new Add(1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        var second = rig.Ask("a", new Add(10));
        (await rig.Answer("b", new Get())).ShouldBe(0);
        rig.Held.Release();
        (await first).Status.ShouldBe(told);
        // Decided on what was thrown away, or not taken before: certainly not done, or done after.
        var rest = await second;
        rest.Status.ShouldBeOneOf(AskStatus.Moved, AskStatus.Answered);
        var state = await Eventually.See(() => rig.Ask("a", new Get()), result => result.Status == AskStatus.Answered, "an answer");
        state.Reply.ShouldBe(left + (rest.Status == AskStatus.Answered ? 10 : 0));
    }

    [Fact]
    public async Task Commit_WhenFenced_TheEntityLeaves_AndItsNodeHears()
    {
        await using var rig = await EntityRig.Start();
        var fenced = new TaskCompletionSource<ShardClaim>();
        rig.Host.Fenced += claim => fenced.TrySetResult(claim);
        rig.Held.FailNext(CommitOutcome.Fenced);
        (await rig.Ask("a", new Add(1))).Status.ShouldBe(AskStatus.Moved);
        (await fenced.Task.WaitAsync(Eventually.Deadline)).Owner.ShouldBe("one");
        await Eventually.True(() => rig.Host.Count == 0, "the entity has left");
    }

    [Fact]
    public async Task Mailbox_WhenFull_RefusesAsOverloaded_AndServesWhatItTook()
    {
        await using var rig = await EntityRig.Start(options => (options.MaxMailbox, options.MaxEventsPerWrite) = (4, 1));
        rig.Held.Hold();
        var asked = Enumerable.Range(0, 20).Select(_ => rig.Ask("a", new Add(1))).ToList();
        await Eventually.True(() => asked.Count(one => one.IsCompleted) >= 14, "most are refused");
        rig.Held.Release();
        var ended = (await Task.WhenAll(asked)).CountBy(result => result.Status).ToDictionary();
        ended.Keys.ShouldBe([AskStatus.Answered, AskStatus.Overloaded], ignoreOrder: true);
        (await rig.Answer("a", new Get())).ShouldBe(ended[AskStatus.Answered]);
    }

    [Fact]
    public async Task Decision_WhenItThrows_FailsAlone()
    {
        await using var rig = await EntityRig.Start();
        await rig.Answer("a", new Add(1));
        (await rig.Ask("a", new Break())).Status.ShouldBe(AskStatus.Failed);
        (await rig.Answer("a", new Add(1))).ShouldBe(2);
    }

    [Fact]
    public async Task Replay_WhenThereIsASnapshot_GivesTheSameState()
    {
        await using var rig = await EntityRig.Start(options => options.SnapshotEvery = 5);
        for (var i = 1; i <= 12; i++) await rig.Answer("a", new Add(i));
        (await rig.Store.ReadSnapshot(Counter.Id("a"), default)).ShouldNotBeNull().Seq.ShouldBeInRange(5, 12);
        await Passivate(rig);
        (await rig.Answer("a", new Get())).ShouldBe(78);
        (await rig.Answer("a", new Add(1))).ShouldBe(79);
    }

    [Fact]
    public async Task Entity_WhenIdle_LeavesMemory_AndItsFollowersGetWhatComesLater()
    {
        await using var rig = await EntityRig.Start();
        await rig.Answer("a", new Add(1));
        (await rig.Follow("a", "n2", "bob")).Head.ShouldBe(1);
        rig.Published.Clear();
        await Passivate(rig);
        await rig.Answer("a", new Add(2));
        rig.Published.ShouldBe([("n2", "2:2")]);
    }

    [Fact]
    public async Task Entity_WhenTheLeaseIsOver_NeitherServesNorWrites()
    {
        await using var rig = await EntityRig.Start();
        await rig.Answer("a", new Add(1));
        rig.Lease.End();
        (await rig.Ask("a", new Get())).Status.ShouldBe(AskStatus.Moved);
        (await rig.Ask("b", new Add(1))).Status.ShouldBe(AskStatus.Moved);
        (await rig.Store.ReadForward(Counter.Id("b"), 0, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Close_WhileACommitIsUnderWay_FinishesIt_AndAnswersTheRestAsMoved()
    {
        await using var rig = await EntityRig.Start(options => options.MaxEventsPerWrite = 1);
        rig.Held.Hold();
        var first = rig.Ask("a", new Add(1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        var second = rig.Ask("a", new Add(1));
        var closing = rig.Host.Close(rig.Host.OpenShards);
        (await second).Status.ShouldBe(AskStatus.Moved);
        closing.IsCompleted.ShouldBeFalse();
        rig.Held.Release();
        await closing.WaitAsync(Eventually.Deadline);
        (await first).Reply.ShouldBe(1L);
        await rig.OpenAll();
        (await rig.Answer("a", new Get())).ShouldBe(1);
    }

    [Fact]
    public async Task Close_WhileATurnIsUnderWay_EndsThoughNothingElseComes()
    {
        await using var rig = await EntityRig.Start();
        await rig.Answer("a", new Add(1));
        var closing = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Host.Deliver(Counter.Id("a"), new FollowEnvelope("n2", [], _ => closing.SetResult(rig.Host.Close(rig.Host.OpenShards))));
        await (await closing.Task.WaitAsync(Eventually.Deadline)).WaitAsync(Eventually.Deadline);
    }

    static async Task Passivate(EntityRig rig)
    {
        await Eventually.True(() =>
        {
            rig.Time.Advance(rig.Options.PassivateAfter);
            rig.Host.Sweep();
            return rig.Host.Count == 0;
        }, "the entity has left");
    }
}
