namespace ActorChat.Node.Stores;

/// <summary>
/// Whether the store is well, as those see it who use it all the time: the lease that is renewed, the look at the cluster, the commits.
/// A call that has failed, or is under way for longer than is well, is a trouble; it is over when a later write has succeeded, since
/// a store may be read that can't be written.
/// </summary>
/// <param name="patience">How long a call may take.</param>
/// <param name="time">The clock.</param>
public sealed class StoreHealth(TimeSpan patience, TimeProvider time)
{
    // Under gate: when each call that is under way began, by its number.
    readonly Lock gate = new();
    readonly Dictionary<long, long> underWay = [];
    long last;
    string? failure;

    /// <summary>What is wrong, for people; null when nothing is.</summary>
    public string? Trouble
    {
        get
        {
            lock (gate)
            {
                if (failure is not null) return $"the store does not answer: {failure}";
                return underWay.Values.Any(begun => time.GetElapsedTime(begun) > patience)
                    ? $"the store has not answered for more than {patience.TotalSeconds} s"
                    : null;
            }
        }
    }

    /// <summary>A call begins; its number.</summary>
    public long Begin()
    {
        lock (gate)
        {
            underWay[++last] = time.GetTimestamp();
            return last;
        }
    }

    /// <summary>A write has succeeded.</summary>
    public void Written(long call) => End(call, null, heals: true);

    /// <summary>A read has succeeded.</summary>
    public void Read(long call) => End(call, null, heals: false);

    /// <summary>The call has failed, or nobody knows how it ended.</summary>
    public void Failed(long call, string why) => End(call, why, heals: false);

    /// <summary>The call was given up; that says nothing.</summary>
    public void Forget(long call) => End(call, null, heals: false);

    void End(long call, string? why, bool heals)
    {
        lock (gate)
        {
            underWay.Remove(call);
            if (heals) failure = null;
            failure = why ?? failure;
        }
    }
}
