using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Nodes, named leases, and generations.</summary>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public Task<JoinOutcome> Enter(NodeRecord node, TimeSpan lease, bool replaces, CancellationToken cancel) =>
        PostgresCluster.Enter(Leases, node, lease, replaces, cancel);

    /// <inheritdoc/>
    public Task<bool> Keep(string incarnation, TimeSpan lease, string side, bool leaving, CancellationToken cancel) =>
        PostgresCluster.Keep(Leases, incarnation, lease, side, leaving, cancel);

    /// <inheritdoc/>
    public Task Remove(string incarnation, CancellationToken cancel) => PostgresCluster.Remove(Leases, incarnation, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeRow>> ReadNodes(CancellationToken cancel) => PostgresCluster.Read(Leases, cancel);

    /// <inheritdoc/>
    public Task<bool> AcquireLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        PostgresCluster.Acquire(Leases, name, owner, timeToLive, cancel);

    /// <inheritdoc/>
    public Task<bool> RenewLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        PostgresCluster.Renew(Leases, name, owner, timeToLive, cancel);

    /// <inheritdoc/>
    public Task ReleaseLease(string name, string owner, CancellationToken cancel) =>
        PostgresCluster.Release(Leases, name, owner, cancel);

    /// <inheritdoc/>
    public Task BeginGeneration(string name, CancellationToken cancel) => PostgresGenerations.Begin(Leases, name, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadGenerations(CancellationToken cancel) => PostgresGenerations.Read(Leases, cancel);

    /// <inheritdoc/>
    public Task<bool> IsAfterGeneration(EntityId entity, long seq, string name, CancellationToken cancel) =>
        PostgresGenerations.IsAfter(Data, entity, seq, name, cancel);
}
