using ActorChat.Node;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>A journal whose commits wait, or end otherwise than they should, as a test says.</summary>
sealed class HeldStore(IStore store) : IJournalStore
{
    readonly Lock gate = new();
    readonly List<IReadOnlyList<Write>> batches = [];
    TaskCompletionSource open = Open(), turn = Open();
    CommitOutcome? next;
    bool keepsUnknown;
    int asked;

    /// <summary>How many commits were asked for, begun or not.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>Commits wait from now on before they begin, as for their turn among several processes.</summary>
    public void HoldTurn() => turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It is their turn.</summary>
    public void GiveTurn() => turn.TrySetResult();

    /// <summary>The batches that were handed in so far.</summary>
    public IReadOnlyList<IReadOnlyList<Write>> Batches
    {
        get
        {
            lock (gate) return [.. batches];
        }
    }

    /// <summary>Commits wait from now on.</summary>
    public void Hold() => open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Commits go on.</summary>
    public void Release() => open.TrySetResult();

    /// <summary>The next commit ends so for everyone.</summary>
    /// <param name="outcome">Not committed.</param>
    /// <param name="keeps">It has come about all the same.</param>
    public void FailNext(CommitOutcome outcome, bool keeps = false) => (next, keepsUnknown) = (outcome, keeps);

    public async Task<IReadOnlyList<CommitOutcome>> Commit(Func<IReadOnlyList<Write>> take, CancellationToken cancel)
    {
        Interlocked.Increment(ref asked);
        await turn.Task;
        return await Commit(take(), cancel);
    }

    public async Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        lock (gate) batches.Add(batch);
        await open.Task;
        if (next is not { } outcome) return await store.Commit(batch, CancellationToken.None);
        next = null;
        if (keepsUnknown) await store.Commit(batch, CancellationToken.None);
        return [.. batch.Select(_ => outcome)];
    }

    public Task<long> ReadLast(EntityId entity, CancellationToken cancel) => store.ReadLast(entity, cancel);

    public Task<StoredSnapshot?> ReadSnapshot(EntityId entity, CancellationToken cancel) => store.ReadSnapshot(entity, cancel);

    public Task<IReadOnlyList<StoredEvent>> ReadForward(EntityId entity, long after, int limit, CancellationToken cancel) =>
        store.ReadForward(entity, after, limit, cancel);

    public Task<IReadOnlyList<StoredEvent>> ReadBack(
        EntityId entity, long before, long since, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        store.ReadBack(entity, before, since, types, limit, cancel);

    public Task<IReadOnlyList<StoredEvent>> ReadAbout(
        EntityId entity, long about, long before, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        store.ReadAbout(entity, about, before, types, limit, cancel);

    static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        open.SetResult();
        return open;
    }
}
