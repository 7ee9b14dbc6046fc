using ActorChat.Node.Behaviours;
using ActorChat.Node;
using ActorChat.Node.Stores;

namespace ActorChat.Torture.Planted;

/// <summary>A store that hands everything on to another; a bug overrides what it gets wrong.</summary>
abstract class AroundStore(IStore store) : IStore
{
    /// <summary>The store behind it.</summary>
    protected IStore Inner => store;

    public virtual Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel) =>
        store.Commit(batch, cancel);
    public virtual Task<bool> AcquireLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        store.AcquireLease(name, owner, timeToLive, cancel);
    public virtual Task<bool> RenewLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        store.RenewLease(name, owner, timeToLive, cancel);
    public virtual Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel) =>
        store.ReadDue(now, limit, cancel);
    public virtual Task<IReadOnlyList<NodeRow>> ReadNodes(CancellationToken cancel) => store.ReadNodes(cancel);

    public Task Open(CancellationToken cancel) => store.Open(cancel);
    public Task Trim(CancellationToken cancel) => store.Trim(cancel);
    public Task<StoredSnapshot?> ReadSnapshot(EntityId entity, CancellationToken cancel) => store.ReadSnapshot(entity, cancel);
    public Task<long> ReadLast(EntityId entity, CancellationToken cancel) => store.ReadLast(entity, cancel);
    public Task<IReadOnlyList<StoredEvent>> ReadForward(EntityId entity, long after, int limit, CancellationToken cancel) =>
        store.ReadForward(entity, after, limit, cancel);
    public Task<IReadOnlyList<StoredEvent>> ReadBack(EntityId entity, long before, long since, IReadOnlyList<string> types, int limit,
        CancellationToken cancel) =>
        store.ReadBack(entity, before, since, types, limit, cancel);
    public Task<IReadOnlyList<StoredEvent>> ReadAbout(EntityId entity, long about, long before, IReadOnlyList<string> types, int limit,
        CancellationToken cancel) =>
        store.ReadAbout(entity, about, before, types, limit, cancel);
    public Task BeginGeneration(string name, CancellationToken cancel) => store.BeginGeneration(name, cancel);
    public Task<IReadOnlyList<string>> ReadGenerations(CancellationToken cancel) => store.ReadGenerations(cancel);
    public Task<bool> IsAfterGeneration(EntityId entity, long seq, string name, CancellationToken cancel) =>
        store.IsAfterGeneration(entity, seq, name, cancel);
    public Task<string> Agree(string name, string proposal, CancellationToken cancel) => store.Agree(name, proposal, cancel);
    public Task<IReadOnlyList<DirectoryEntry>> Search(string kind, string text, bool prefix, bool listedOnly, int limit,
        CancellationToken cancel) =>
        store.Search(kind, text, prefix, listedOnly, limit, cancel);
    public Task PutChunk(string file, int index, ReadOnlyMemory<byte> data, CancellationToken cancel) =>
        store.PutChunk(file, index, data, cancel);
    public Task<byte[]?> GetChunk(string file, int index, CancellationToken cancel) => store.GetChunk(file, index, cancel);
    public Task<int> CountChunks(string file, CancellationToken cancel) => store.CountChunks(file, cancel);
    public Task<IReadOnlyDictionary<EntityId, SearchMark>> ReadSearchMarks(IReadOnlyList<EntityId> entities, CancellationToken cancel) =>
        store.ReadSearchMarks(entities, cancel);
    public Task<SearchMark> OpenSearch(EntityId entity, CancellationToken cancel) => store.OpenSearch(entity, cancel);
    public Task<bool> Index(SearchPage page, CancellationToken cancel) => store.Index(page, cancel);
    public Task<IReadOnlyList<SearchHit>> FindWords(SearchQuery query, CancellationToken cancel) => store.FindWords(query, cancel);
    public Task<JoinOutcome> Enter(NodeRecord node, TimeSpan lease, bool replaces, CancellationToken cancel) =>
        store.Enter(node, lease, replaces, cancel);
    public Task<bool> Keep(string incarnation, TimeSpan lease, string side, bool leaving, CancellationToken cancel) =>
        store.Keep(incarnation, lease, side, leaving, cancel);
    public Task Remove(string incarnation, CancellationToken cancel) => store.Remove(incarnation, cancel);
    public Task ReleaseLease(string name, string owner, CancellationToken cancel) => store.ReleaseLease(name, owner, cancel);
    public ValueTask DisposeAsync() => store.DisposeAsync();
}
