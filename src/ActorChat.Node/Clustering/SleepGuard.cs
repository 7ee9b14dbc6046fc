namespace ActorChat.Node.Clustering;

/// <summary>
/// Knows whether this process has run all the time: a tick that came later than the limit means that it was stopped meanwhile, and that the
/// others may have replaced this node. What has slept stays so: the next incarnation has a guard of its own.
/// </summary>
public sealed class SleepGuard(TimeSpan limit, TimeProvider time)
{
    long last = time.GetTimestamp();
    volatile bool slept;

    /// <summary>Whether it was stopped for longer than the limit.</summary>
    public bool HasSlept => slept;

    /// <summary>Whether something may be committed now. Also false in the moment after waking up, before the first tick.</summary>
    public bool MayCommit => !slept && time.GetElapsedTime(Volatile.Read(ref last)) <= limit;

    /// <summary>It runs. Called many times within the limit, by one thread.</summary>
    public void Tick()
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(last, now) > limit) slept = true;
        Volatile.Write(ref last, now);
    }
}
