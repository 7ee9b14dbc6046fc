namespace ActorChat.Node.Stores.Memory;

/// <summary>Leases and shards, in the time of the given clock.</summary>
public sealed partial class MemoryStore
{
    /// <inheritdoc/>
    public Task<JoinOutcome> Join(NodeRecord node, TimeSpan lease, CancellationToken cancel) => Do(() =>
    {
        var now = time.GetUtcNow();
        if (nodes.TryGetValue(node.Name, out var holder))
        {
            if (holder.LeaseUntil <= now) Free(holder.Node.Incarnation);
            else if (holder.Node.Incarnation != node.Incarnation) return new JoinOutcome(false, holder.LeaseUntil - now);
        }
        nodes[node.Name] = new MemoryNode(node, now + lease);
        return new JoinOutcome(true, TimeSpan.Zero);
    }, cancel);

    /// <inheritdoc/>
    public Task<bool> Renew(string incarnation, TimeSpan lease, bool leaving, CancellationToken cancel) => Do(() =>
    {
        if (Living(incarnation) is not { } found) return false;
        nodes[found.Node.Name] = new MemoryNode(found.Node with { Leaving = leaving }, time.GetUtcNow() + lease);
        return true;
    }, cancel);

    /// <inheritdoc/>
    public Task Leave(string incarnation, CancellationToken cancel) => Do(() =>
    {
        foreach (var name in nodes.Where(pair => pair.Value.Node.Incarnation == incarnation).Select(pair => pair.Key).ToList())
            nodes.Remove(name);
        Free(incarnation);
        return true;
    }, cancel);

    /// <inheritdoc/>
    public Task<ClusterRecord> ReadCluster(CancellationToken cancel) => Do(() =>
    {
        var now = time.GetUtcNow();
        var living = nodes.Values.Where(node => node.LeaseUntil > now).OrderBy(node => node.Node.Name, ByCodePoint.Order).ToList();
        return new ClusterRecord(
            [.. living.Select(node => node.Node)], [.. shards], living.Count == 0 ? null : living.Min(node => node.LeaseUntil) - now);
    }, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardRecord>> Take(string incarnation, IReadOnlyList<int> shards, CancellationToken cancel) =>
        Do<IReadOnlyList<ShardRecord>>(() =>
        {
            if (Living(incarnation) is null) return [];
            List<ShardRecord> taken = [];
            foreach (var shard in Known(shards))
            {
                var record = this.shards[shard];
                if (record.Owner is { } owner && Living(owner) is not null) continue;
                taken.Add(this.shards[shard] = new ShardRecord(shard, incarnation, record.Epoch + 1));
            }
            return taken;
        }, cancel);

    /// <inheritdoc/>
    public Task Release(string incarnation, IReadOnlyList<int> shards, CancellationToken cancel) => Do(() =>
    {
        foreach (var shard in Known(shards)) Free(shard, incarnation);
        return true;
    }, cancel);

    MemoryNode? Living(string incarnation)
    {
        var now = time.GetUtcNow();
        return nodes.Values.FirstOrDefault(node => node.Node.Incarnation == incarnation && node.LeaseUntil > now);
    }

    IEnumerable<int> Known(IReadOnlyList<int> asked) => asked.Where(shard => shard >= 0 && shard < shards.Length).Distinct().Order();

    void Free(string incarnation)
    {
        foreach (var shard in shards) Free(shard.Shard, incarnation);
    }

    void Free(int shard, string incarnation)
    {
        if (shards[shard].Owner == incarnation) shards[shard] = shards[shard] with { Owner = null };
    }

    sealed record MemoryNode(NodeRecord Node, DateTimeOffset LeaseUntil);
}
