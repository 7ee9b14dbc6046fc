using System.Text;

namespace ActorChat.Node.Former.Ownership;

/// <summary>
/// Which node should own which shard: rendezvous (highest random weight) hashing, so that a node that comes takes an equal
/// part from each, and one that goes leaves its part to all others; nothing else moves. Thaler and Ravishankar, 1998.
/// </summary>
public static class Placement
{
    /// <summary>The name, among <paramref name="nodes"/>, of the node that should own the shard; null when there is none.</summary>
    public static string? Of(int shard, IReadOnlyCollection<string> nodes) =>
        nodes.Count == 0 ? null : nodes.MaxBy(node => (Weight(shard, node), node));

    static ulong Weight(int shard, string node) =>
        StableHash.Mix(StableHash.Of(Encoding.UTF8.GetBytes(node)) ^ StableHash.Mix((ulong)shard + 1));
}
