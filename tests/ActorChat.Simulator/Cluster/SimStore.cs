using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Cluster;

/// <summary>
/// One node's connection to the shared store: every call takes time there and back; it may be lost on the way, fail after it has
/// had its effect, or hang and have its effect long after its caller has given up, or died.
/// </summary>
public sealed class SimStore(MemoryStore shared, Timeline timeline, SeededRandom random, FaultModel faults, Place place, Trace trace)
    : IStore
{
    static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(1);

    /// <summary>Whether the node is cut off from the store.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Whether nobody reaches the store.</summary>
    public required Func<bool> IsAwayForAll { get; init; }

    bool IsAway => IsCutOff || IsAwayForAll();

    /// <summary>Whether its writes hang.</summary>
    public bool WritesHang { get; set; }

    /// <summary>Told when a call that hangs will be through.</summary>
    public required Action<TimeSpan> Hangs { get; init; }

    /// <summary>How long a call takes at most, each way.</summary>
    public TimeSpan MaxDelay { get; set; } = faults.MaxStoreDelay;

    /// <summary>Told of what the store has really committed, whatever the caller learns.</summary>
    public Action<Write>? Committed { get; set; }

    /// <inheritdoc/>
    public Task Open(CancellationToken cancel) => shared.Open(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        var committing = CommitOrUnknown(batch);
        return faults.Mutation == Mutation.AcknowledgeBeforeCommit ? [.. batch.Select(_ => CommitOutcome.Committed)] : await committing;
    }

    /// <inheritdoc/>
    public Task<StoredSnapshot?> ReadSnapshot(EntityId entity, CancellationToken cancel) =>
        Call("read", () => shared.ReadSnapshot(entity, default));

    /// <inheritdoc/>
    public Task<long> ReadLast(EntityId entity, CancellationToken cancel) => Call("read", () => shared.ReadLast(entity, default));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadForward(EntityId entity, long after, int limit, CancellationToken cancel) =>
        Call("read", async () => (await shared.ReadForward(entity, after, limit, default)).Mutate(faults.Mutation));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadBack(
        EntityId entity, long before, long since, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        Call("read", () => shared.ReadBack(entity, before, since, types, limit, default));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadAbout(
        EntityId entity, long about, long before, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        Call("read", () => shared.ReadAbout(entity, about, before, types, limit, default));

    /// <inheritdoc/>
    public Task<JoinOutcome> Enter(NodeRecord node, TimeSpan lease, bool replaces, CancellationToken cancel) =>
        Call("enter", () => shared.Enter(node, lease, replaces, default));

    /// <inheritdoc/>
    public Task<bool> Keep(string incarnation, TimeSpan lease, string side, bool leaving, CancellationToken cancel) =>
        Call("keep", () => shared.Keep(incarnation, lease, side, leaving, default));

    /// <inheritdoc/>
    public Task Remove(string incarnation, CancellationToken cancel) => shared.Remove(incarnation, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeRow>> ReadNodes(CancellationToken cancel) => Call("read", () => shared.ReadNodes(default));

    /// <inheritdoc/>
    public Task<bool> AcquireLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        Call("acquire", () => shared.AcquireLease(name, owner, timeToLive, default));

    /// <inheritdoc/>
    public Task<bool> RenewLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        Call("renew lease", () => shared.RenewLease(name, owner, timeToLive, default));

    /// <inheritdoc/>
    public Task ReleaseLease(string name, string owner, CancellationToken cancel) => shared.ReleaseLease(name, owner, cancel);

    /// <inheritdoc/>
    public Task BeginGeneration(string name, CancellationToken cancel) => shared.BeginGeneration(name, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadGenerations(CancellationToken cancel) => Call("read", () => shared.ReadGenerations(default));

    /// <inheritdoc/>
    public Task<bool> IsAfterGeneration(EntityId entity, long seq, string name, CancellationToken cancel) =>
        Call("read", () => shared.IsAfterGeneration(entity, seq, name, default));

    /// <inheritdoc/>
    public Task<string> Agree(string name, string proposal, CancellationToken cancel) => shared.Agree(name, proposal, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel) =>
        Call("read", () => shared.ReadDue(now, limit, default));

    /// <inheritdoc/>
    public Task<IReadOnlyList<DirectoryEntry>> Search(
        string kind, string text, bool prefix, bool listedOnly, int limit, CancellationToken cancel) =>
        Call("read", () => shared.Search(kind, text, prefix, listedOnly, limit, default));

    /// <inheritdoc/>
    public Task PutChunk(string file, int index, ReadOnlyMemory<byte> data, CancellationToken cancel) => Call("chunk", async () =>
    {
        await shared.PutChunk(file, index, data, default);
        return true;
    });

    /// <inheritdoc/>
    public Task<byte[]?> GetChunk(string file, int index, CancellationToken cancel) =>
        Call("read", () => shared.GetChunk(file, index, default));

    /// <inheritdoc/>
    public Task<int> CountChunks(string file, CancellationToken cancel) => Call("read", () => shared.CountChunks(file, default));

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<EntityId, SearchMark>> ReadSearchMarks(IReadOnlyList<EntityId> entities, CancellationToken cancel) =>
        Call("read", () => shared.ReadSearchMarks(entities, default));

    /// <inheritdoc/>
    public Task<SearchMark> OpenSearch(EntityId entity, CancellationToken cancel) =>
        Call("index", () => shared.OpenSearch(entity, default));

    /// <inheritdoc/>
    public Task<bool> Index(SearchPage page, CancellationToken cancel) => Call("index", () => shared.Index(page, default));

    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchHit>> FindWords(SearchQuery query, CancellationToken cancel) =>
        Call("read", () => shared.FindWords(query, default));

    /// <summary>The store belongs to the world.</summary>
    public ValueTask DisposeAsync() => default;

    async Task<IReadOnlyList<CommitOutcome>> CommitOrUnknown(IReadOnlyList<Write> batch)
    {
        try
        {
            return (await Call("commit", () => CommitNow(batch))).Mutate(faults.Mutation);
        }
        catch (StoreUnavailableException)
        {
            return ((IReadOnlyList<CommitOutcome>)[.. batch.Select(_ => CommitOutcome.Unknown)]).Mutate(faults.Mutation);
        }
    }

    async Task<IReadOnlyList<CommitOutcome>> CommitNow(IReadOnlyList<Write> batch)
    {
        var outcomes = await shared.Commit([.. batch.Select(write => write.Mutate(faults.Mutation, shared))], default);
        for (var i = 0; i < batch.Count; i++)
        {
            if (outcomes[i] != CommitOutcome.Committed) continue;
            if (batch[i].Events.Count > 0) trace.Say($"commit {place.Name} {batch[i].Entity}#{batch[i].After + 1}: "
                + $"{string.Join(' ', batch[i].Events.Select(one => one.Type))}");
            Committed?.Invoke(batch[i]);
        }
        return outcomes;
    }

    // The caller's place may die meanwhile: the call goes its way all the same.
    Task<T> Call<T>(string what, Func<Task<T>> call)
    {
        var answer = Completion.Source<T>();
        if (IsAway || random.Chance(faults.StoreCallLost))
        {
            if (!IsAway) trace.Fault("store call lost", $"{place.Name} {what}");
            Fail(answer, what);
            return answer.Task;
        }
        var there = random.UpTo(MaxDelay);
        if ((WritesHang && what == "commit") || random.Chance(faults.StoreCallHangs))
        {
            trace.Fault("store call hangs", $"{place.Name} {what}");
            there += random.UpTo(faults.MaxHang);
            Hangs(timeline.Now + there);
        }
        timeline.After(there, () => Arrive(answer, what, call));
        return answer.Task;
    }

    void Arrive<T>(TaskCompletionSource<T> answer, string what, Func<Task<T>> call)
    {
        // The shared store is complete when it returns.
        var result = call();
        if (!result.IsCompleted) throw new InvalidOperationException("The shared store must not wait.");
        if (IsAway || random.Chance(faults.StoreAnswerLost))
        {
            if (!IsAway) trace.Fault("store answer lost", $"{place.Name} {what}");
            Fail(answer, what);
            return;
        }
        timeline.After(random.UpTo(MaxDelay), () => place.Enter(() => answer.TrySetResult(result.Result)));
    }

    void Fail<T>(TaskCompletionSource<T> answer, string what) => timeline.After(random.UpTo(FailureDelay), () => place.Enter(() =>
        answer.TrySetException(new StoreUnavailableException($"simulated failure of {what}"))));
}
