using ActorChat.Node.Stores;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Which clusters there are over one store, by what its rows say, and whom to join. All nodes read the same rows, and so come to
/// the same answer. And which side of a split is the lesser.
/// </summary>
static class Sides
{
    /// <summary>
    /// The side that the others give way to: that of most nodes, then that whose first node is there longest. Null when nobody is in a
    /// cluster.
    /// </summary>
    public static string? Best(IEnumerable<NodeRow> rows) => rows.Where(row => row.Side.Length > 0)
        .GroupBy(row => row.Side)
        .OrderByDescending(side => side.Count())
        .ThenBy(side => side.Min(row => row.EnteredMs))
        .ThenBy(side => side.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    /// <summary>
    /// Whom a node joins that is in no cluster: those of the best side, first those that stay. Empty when there is none: then one is
    /// founded.
    /// </summary>
    public static IReadOnlyList<NodeRecord> ToJoin(IReadOnlyList<NodeRow> rows, string incarnation)
    {
        var others = rows.Where(row => row.Node.Incarnation != incarnation).ToList();
        var best = Best(others);
        return [.. others.Where(row => best is not null && row.Side == best).Select(row => row.Node).OrderBy(node => node.Leaving)];
    }

    /// <summary>Whether so many members are the lesser side of a split; with half of them nobody is.</summary>
    public static bool IsLesser(int members, int of) => members * 2 < of;

    /// <summary>Nodes that are in a cluster, but not in this node's.</summary>
    /// <param name="rows">All that live.</param>
    /// <param name="side">This node's.</param>
    /// <param name="members">The cluster addresses of all members that this node knows: their rows may lag behind.</param>
    public static IReadOnlyList<NodeRow> Strangers(IReadOnlyList<NodeRow> rows, string side, IReadOnlySet<string> members) =>
        [.. rows.Where(row => row.Side.Length > 0 && row.Side != side && !row.Node.Leaving && !members.Contains(row.Node.ClusterAddress))];
}
