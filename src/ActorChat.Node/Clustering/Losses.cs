using ActorChat.Node.Stores;

namespace ActorChat.Node.Clustering;

/// <summary>Whether a node has gone lately without saying so: a write of its last moment may still come about.</summary>
sealed class Losses(TimeProvider time)
{
    // Longer than a store takes to carry out, or to give up, what a dead node has handed in.
    static readonly TimeSpan Doubt = TimeSpan.FromSeconds(60);

    IReadOnlyList<NodeRecord> known = [];
    long lostAt;
    volatile bool any;

    /// <summary>Whether one has gone within the last minute.</summary>
    public bool Lately => any && time.GetElapsedTime(Volatile.Read(ref lostAt)) < Doubt;

    /// <summary>These are the live nodes now. For a single caller.</summary>
    public void Look(IReadOnlyList<NodeRecord> now)
    {
        if (known.Any(before => !before.Leaving && !now.Any(node => node.Incarnation == before.Incarnation)))
        {
            Volatile.Write(ref lostAt, time.GetTimestamp());
            any = true;
        }
        known = now;
    }
}
