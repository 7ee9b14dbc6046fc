using ActorChat.Simulator.Cluster;

namespace ActorChat.Simulator.Checks;

/// <summary>A node without a valid lease does not serve (invariant 3): what it believes by its own clock is compared with what the store says.</summary>
static class Leases
{
    /// <summary>Nodes that serve and should not; nothing when all is well. What is paused serves nobody.</summary>
    public static IEnumerable<string> Check(SimWorld world)
    {
        var alive = world.Store.ReadCluster(default).Result.Nodes.Select(node => node.Incarnation).ToHashSet(StringComparer.Ordinal);
        return world.Nodes
            .Where(node => node.Place is { IsAlive: true, IsPaused: false } && node.Actors.Serving.Count > 0 && !alive.Contains(node.Actors.Incarnation))
            .Select(node => $"{node.Actors.Incarnation} serves {node.Actors.Serving.Count} shards, and its lease has run out");
    }
}
