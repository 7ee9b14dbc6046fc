using ActorChat.Node.Stores;

namespace ActorChat.Node.Former.Ownership;

/// <summary>
/// What this node last read of who lives and who owns: a cache for routing. When it is stale, an owner answers "moved", or
/// the store fences a write; it is never trusted for safety.
/// </summary>
public sealed class ClusterView
{
    sealed record Snapshot(IReadOnlyList<NodeRecord> Nodes, Dictionary<string, NodeRecord> ByIncarnation, ShardRecord?[] Shards);

    readonly Lock gate = new();
    TaskCompletionSource changed = Completion.Source();
    Snapshot current = new([], [], []);

    /// <summary>The live nodes.</summary>
    public IReadOnlyList<NodeRecord> Nodes => Volatile.Read(ref current).Nodes;

    /// <summary>The live owner of a shard, or null when it has none that this node knows of.</summary>
    public NodeRecord? OwnerOf(int shard)
    {
        var view = Volatile.Read(ref current);
        return shard < view.Shards.Length && view.Shards[shard]?.Owner is { } owner ? view.ByIncarnation.GetValueOrDefault(owner) : null;
    }

    /// <summary>The live owner of a shard and its epoch, or null.</summary>
    public ShardClaim? ClaimOf(int shard)
    {
        var view = Volatile.Read(ref current);
        return shard < view.Shards.Length && view.Shards[shard] is { Owner: { } owner, Epoch: var epoch } && view.ByIncarnation.ContainsKey(owner)
            ? new(shard, owner, epoch)
            : null;
    }

    /// <summary>The live node of this incarnation, or null.</summary>
    public NodeRecord? Node(string incarnation) => Volatile.Read(ref current).ByIncarnation.GetValueOrDefault(incarnation);

    /// <summary>Whether every shard has a live owner; false before anything was read.</summary>
    public bool IsWhole
    {
        get
        {
            var view = Volatile.Read(ref current);
            return view.Shards.Length > 0 && view.Shards.All(shard => shard?.Owner is { } owner && view.ByIncarnation.ContainsKey(owner));
        }
    }

    /// <summary>Shards that a node owns by this view.</summary>
    public int CountOwnedBy(string incarnation) => Volatile.Read(ref current).Shards.Count(shard => shard?.Owner == incarnation);

    /// <summary>Ends when the view changes next. Take it before looking, then look, then wait.</summary>
    public Task Changed
    {
        get
        {
            lock (gate) return changed.Task;
        }
    }

    /// <summary>Replaces the view; returns whether anything differs.</summary>
    public bool Update(ClusterRecord cluster, int shardCount)
    {
        var shards = new ShardRecord?[shardCount];
        foreach (var shard in cluster.Shards) shards[shard.Shard] = shard;
        TaskCompletionSource old;
        lock (gate)
        {
            if (current.Nodes.SequenceEqual(cluster.Nodes) && current.Shards.SequenceEqual(shards)) return false;
            Volatile.Write(ref current, new(cluster.Nodes, cluster.Nodes.ToDictionary(node => node.Incarnation), shards));
            old = changed;
            changed = Completion.Source();
        }
        old.SetResult();
        return true;
    }
}
