using ActorChat.Node;
using ActorChat.Node.Journals;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.Runtime;

namespace ActorChat.Tests.Journals;

/// <summary>The commits of a node: what goes together, and what is under way.</summary>
public sealed class GroupCommitTests : IAsyncDisposable
{
    static readonly EntityId A = new("room", "a"), B = new("room", "b");

    readonly Logged<Journal> log = new();
    readonly CancellationTokenSource stop = new();
    readonly HeldStore store = new(new MemoryStore(TimeProvider.System));
    readonly Journal journal;
    readonly Task running;

    public GroupCommitTests()
    {
        journal = new(
            store, new StoreHealth(TimeSpan.FromSeconds(3), TimeProvider.System), NodeSettings.Default.Cluster.Actors with { CommitLoops = 1 }, TimeProvider.System, log);
        running = journal.Run(stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        store.Release();
        store.GiveTurn();
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    [Fact]
    public async Task Commit_WhenAnEntityWritesTwice_LeavesTheSecondForTheNextBatch()
    {
        store.HoldTurn();
        Task<CommitOutcome>[] writes = [Commit(A, 0), Commit(A, 1), Commit(B, 0), Commit(A, 7)];
        store.GiveTurn();

        (await Task.WhenAll(writes)).ShouldBe([CommitOutcome.Committed, CommitOutcome.Committed, CommitOutcome.Committed, CommitOutcome.Conflict]);

        store.Batches.Select(batch => batch.Count).ShouldBe([1, 2, 1]);
        journal.UnderWay.ShouldBe(0);
    }

    [Fact]
    public async Task Commit_WhenTheJournalIsClosed_IsFenced()
    {
        await stop.CancelAsync();
        await running;

        (await Commit(A, 0)).ShouldBe(CommitOutcome.Fenced);
        journal.UnderWay.ShouldBe(0);
    }

    [Fact]
    public async Task Ended_WhenAWriteIsUnderWay_WaitsForItAsLongAsTheLimitSays()
    {
        store.Hold();
        var write = Commit(A, 0);

        await journal.Ended(B, TimeSpan.FromMinutes(1));
        await journal.Ended(A, TimeSpan.FromMilliseconds(20));
        log.All.ShouldHaveSingleItem().ShouldContain("room/a is still under way");
        var ended = journal.Ended(A, TimeSpan.FromMinutes(1));
        ended.IsCompleted.ShouldBeFalse();

        store.Release();
        (await write).ShouldBe(CommitOutcome.Committed);
        await ended;
    }

    Task<CommitOutcome> Commit(EntityId entity, long after) => journal.Commit(new Write(entity, null, after, [JournalClient.Said("t").Event]));
}
