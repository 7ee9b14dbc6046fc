using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using ActorChat.Node.Entities;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Runtime;

public sealed class JournalTests
{
    [Fact]
    public async Task Writes_WhileACommitIsUnderWay_GatherIntoOne()
    {
        await using var rig = await EntityRig.Start();
        foreach (var name in Names) await rig.Answer(name, new Get());
        rig.Held.Hold();
        var first = rig.Ask("first", new Add(1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        var rest = Names.Select(name => rig.Ask(name, new Add(1))).ToList();
        // A query behind each write has been decided once it waits for the same commit.
        var queries = Names.Select(name => rig.Ask(name, new Get())).ToList();
        await rig.Follow("witness", "n2");
        rig.Held.Release();
        await Task.WhenAll([first, .. rest, .. queries]);
        rig.Held.Batches.Sum(batch => batch.Count).ShouldBe(Names.Length + 1);
        rig.Held.Batches.Count.ShouldBeLessThan(Names.Length);
        rig.Journal.Counters.Writes.ShouldBe(Names.Length + 1);
    }

    [Fact]
    public async Task Commit_WhenItIsNotBackInTime_IsUnknown_AndDoesNotComeAboutLate()
    {
        await using var rig = await EntityRig.Start();
        rig.Held.Hold();
        var asked = rig.Ask("a", new Add(1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        rig.Time.Advance(rig.Options.CommitTimeout);
        (await asked).Status.ShouldBe(AskStatus.Unknown);
        await Eventually.See(() => rig.Store.ReadCluster(default), cluster => cluster.Shards.Any(shard => shard.Epoch == 2), "a higher epoch");
        rig.Held.Release();
        // The shard is held at a higher epoch since: the late commit is fenced.
        await Eventually.See(() => rig.Ask("a", new Add(10)), result => result.Status == AskStatus.Answered, "an answer");
        (await rig.Answer("a", new Get())).ShouldBe(10);
    }

    [Fact]
    public async Task Writes_WhileTheStoreWaitsForItsTurn_GatherIntoTheSameCommit()
    {
        await using var rig = await EntityRig.Start();
        rig.Held.HoldTurn();
        var told = new Told();
        rig.Journal.Append(SomeWrite(0), told);
        await Eventually.True(() => rig.Held.Asked == 1, "a commit waits for its turn");
        for (var i = 1; i < 20; i++) rig.Journal.Append(SomeWrite(i), told);
        rig.Held.GiveTurn();
        await Eventually.True(() => told.Times == 20, "each has been told");
        rig.Held.Batches.ShouldHaveSingleItem().Select(write => write.Entity).ShouldBe(Enumerable.Range(0, 20).Select(i => SomeWrite(i).Entity));
    }

    [Fact]
    public async Task Commit_WhenItHasNotBegunInTime_IsUnknown_AndHoldsNothingAnyMore()
    {
        await using var rig = await EntityRig.Start();
        rig.Held.HoldTurn();
        var asked = rig.Ask("a", new Add(1));
        await Eventually.True(() => rig.Held.Asked == 1, "a commit waits for its turn");
        rig.Time.Advance(rig.Options.CommitTimeout);
        (await asked).Status.ShouldBe(AskStatus.Unknown);
        rig.Held.GiveTurn();
        await Eventually.See(() => rig.Ask("a", new Add(10)), result => result.Status == AskStatus.Answered, "an answer");
        (await rig.Answer("a", new Get())).ShouldBe(10);
        rig.Held.Batches[0].ShouldBeEmpty();
    }

    static Write SomeWrite(int number) => new(Counter.Id($"c{number}"), new(0, "one", 1), 0, []);

    sealed class Told : IWriteObserver
    {
        int times;

        public int Times => Volatile.Read(ref times);

        public void OnOutcome(CommitOutcome outcome) => Interlocked.Increment(ref times);
    }

    static readonly string[] Names = [.. Enumerable.Range(1, 20).Select(i => $"c{i}")];
}
