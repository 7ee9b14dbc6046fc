namespace ActorChat.Node.Former.Ownership;

/// <summary>
/// A node's own view of its lease, on its own monotonic clock: valid until the time of asking for the last successful
/// renewal, plus the lease, minus a margin. It is always over here before it is over for the database.
/// </summary>
public sealed class NodeLease(TimeProvider time)
{
    // A timestamp of the time provider; written by the renewing loop, read by every turn of every entity.
    long validUntil = long.MinValue;

    /// <summary>Whether the node may serve.</summary>
    public bool IsValid => time.GetTimestamp() < Volatile.Read(ref validUntil);

    /// <summary>A renewal that was asked for at <paramref name="askedAt"/> (a timestamp) has succeeded.</summary>
    public void Extend(long askedAt, TimeSpan duration) =>
        Volatile.Write(ref validUntil, askedAt + (long)(duration.TotalSeconds * time.TimestampFrequency));

    /// <summary>It is over.</summary>
    public void End() => Volatile.Write(ref validUntil, long.MinValue);
}
