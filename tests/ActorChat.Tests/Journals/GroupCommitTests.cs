using ActorChat.Node;
using ActorChat.Node.Journals;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Harness;
using ActorChat.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Journals;

/// <summary>How the writes of all entities of a node share commits, and what becomes of a commit that is not back in time.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    static readonly JournalOptions Options = NodeSettings.Default.Journal with { CommitLoops = 1 };

    readonly CancellationTokenSource stop = new();
    readonly ManualTime time = new();
    readonly HeldStore held;
    readonly Journal journal;
    readonly MemoryStore store;
    Task running = Task.CompletedTask;

    public GroupCommitTests()
    {
        store = new(time);
        held = new(store);
        journal = new(held, new(TimeSpan.FromSeconds(3), time), Options, time, NullLogger<Journal>.Instance);
    }

    public async Task InitializeAsync()
    {
        await store.Open(default);
        running = journal.Run(stop.Token);
    }

    public async Task DisposeAsync()
    {
        held.GiveTurn();
        held.Release();
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    [Fact]
    public async Task Writes_WhileACommitIsUnderWay_GatherIntoOne()
    {
        held.Hold();
        var first = journal.Commit(WriteOf("first"));
        await Eventually.True(() => held.Batches.Count == 1, "a commit is under way");
        var rest = Enumerable.Range(0, 20).Select(i => journal.Commit(WriteOf($"c{i}"))).ToList();
        held.Release();
        (await Task.WhenAll([first, .. rest])).ShouldAllBe(outcome => outcome == CommitOutcome.Committed);
        held.Batches.Select(batch => batch.Count).ShouldBe([1, 20]);
        journal.Counters.ShouldBe((2L, 21L, 21L));
    }

    [Fact]
    public async Task Writes_WhileTheStoreWaitsForItsTurn_GatherIntoTheSameCommit()
    {
        held.HoldTurn();
        var first = journal.Commit(WriteOf("c0"));
        await Eventually.True(() => held.Asked == 1, "a commit waits for its turn");
        var rest = Enumerable.Range(1, 19).Select(i => journal.Commit(WriteOf($"c{i}"))).ToList();
        held.GiveTurn();
        await Task.WhenAll([first, .. rest]);
        held.Batches.ShouldHaveSingleItem().Select(write => write.Entity.Name).ShouldBe(Enumerable.Range(0, 20).Select(i => $"c{i}"));
    }

    [Fact]
    public async Task Commit_WhenItIsNotBackInTime_IsUnknown_AndUnderWayUntilTheStoreIsDoneWithIt()
    {
        held.Hold();
        var given = journal.Commit(WriteOf("a"));
        await Eventually.True(() => held.Batches.Count == 1, "a commit is under way");
        time.Advance(Options.CommitTimeout);
        (await given).ShouldBe(CommitOutcome.Unknown);
        var ended = journal.Ended(WriteOf("a").Entity, TimeSpan.FromHours(1));
        ended.IsCompleted.ShouldBeFalse();
        held.Release();
        await ended.WaitAsync(Eventually.Deadline);
        // It came about late: whoever does not know of it is in conflict.
        (await journal.Commit(WriteOf("a"))).ShouldBe(CommitOutcome.Conflict);
        (await journal.Commit(WriteOf("a", after: 1))).ShouldBe(CommitOutcome.Committed);
    }

    [Fact]
    public async Task Commit_WhenItHasNotBegunInTime_IsUnknown_AndHoldsNothingAnyMore()
    {
        held.HoldTurn();
        var given = journal.Commit(WriteOf("a"));
        await Eventually.True(() => held.Asked == 1, "a commit waits for its turn");
        time.Advance(Options.CommitTimeout);
        (await given).ShouldBe(CommitOutcome.Unknown);
        held.GiveTurn();
        (await journal.Commit(WriteOf("a"))).ShouldBe(CommitOutcome.Committed);
        held.Batches[0].ShouldBeEmpty();
    }

    [Fact]
    public async Task Writes_WhenTheJournalEnds_AreCertainlyNotDone()
    {
        await stop.CancelAsync();
        await running;
        (await journal.Commit(WriteOf("a"))).ShouldBe(CommitOutcome.Conflict);
        journal.UnderWay.ShouldBe(0);
    }

    static Write WriteOf(string name, long after = 0) =>
        new(new("counter", name), after, [new NewEvent(DateTimeOffset.UnixEpoch, "added", null, null, "{}"u8.ToArray())]);
}
