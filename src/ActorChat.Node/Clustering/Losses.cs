using ActorChat.Node.Stores;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Whether a node has gone lately without saying so: a write of its last moment may still come about. A node that comes to others does not know
/// who has gone before.
/// </summary>
sealed class Losses(TimeProvider time)
{
    /// <summary>How long a late write is conceivable: longer than a store takes to carry out, or to give up, what a node has handed in that does not wait for it any more.</summary>
    public static TimeSpan Doubt { get; } = TimeSpan.FromSeconds(60);

    IReadOnlyList<NodeRecord> known = [];
    long lostAt;
    volatile bool any;

    /// <summary>Whether one has gone within the last minute, or may have before this node came.</summary>
    public bool Lately => any && time.GetElapsedTime(Volatile.Read(ref lostAt)) < Doubt;

    /// <summary>These are the live nodes now. For a single caller.</summary>
    public void Look(IReadOnlyList<NodeRecord> now)
    {
        var comesToOthers = known.Count == 0 && now.Count > 1;
        if (comesToOthers || known.Any(before => !before.Leaving && !now.Any(node => node.Incarnation == before.Incarnation)))
        {
            Volatile.Write(ref lostAt, time.GetTimestamp());
            any = true;
        }
        known = now;
    }
}
