using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Nodes, named leases, and generations.</summary>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public Task<JoinOutcome> Enter(NodeRecord node, TimeSpan lease, bool replaces, CancellationToken cancel) =>
        Write(WriteLane.Leases, db => db.Cluster.Enter(node, lease, replaces), cancel);

    /// <inheritdoc/>
    public Task<bool> Keep(string incarnation, TimeSpan lease, string side, bool leaving, CancellationToken cancel) =>
        Write(WriteLane.Leases, db => db.Cluster.Keep(incarnation, lease, side, leaving), cancel);

    /// <inheritdoc/>
    public Task Remove(string incarnation, CancellationToken cancel) =>
        Write(WriteLane.Leases, db => db.Cluster.Remove(incarnation), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeRow>> ReadNodes(CancellationToken cancel) => Read(db => db.Cluster.Living(), cancel);

    /// <inheritdoc/>
    public Task<bool> AcquireLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        Write(WriteLane.Leases, db => db.Cluster.Acquire(name, owner, timeToLive), cancel);

    /// <inheritdoc/>
    public Task<bool> RenewLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        Write(WriteLane.Leases, db => db.Cluster.Renew(name, owner, timeToLive), cancel);

    /// <inheritdoc/>
    public Task ReleaseLease(string name, string owner, CancellationToken cancel) =>
        Write(WriteLane.Leases, db => db.Cluster.Release(name, owner), cancel);

    /// <inheritdoc/>
    public Task BeginGeneration(string name, CancellationToken cancel) =>
        Write(WriteLane.Leases, db => db.Generations.Begin(name), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadGenerations(CancellationToken cancel) => Read(db => db.Generations.All(), cancel);

    /// <inheritdoc/>
    public Task<bool> IsAfterGeneration(EntityId entity, long seq, string name, CancellationToken cancel) =>
        Read(db => db.Generations.IsAfter(entity, seq, name), cancel);
}
