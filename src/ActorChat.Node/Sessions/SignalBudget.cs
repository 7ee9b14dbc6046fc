namespace ActorChat.Node.Sessions;

/// <summary>
/// How many signals a session may send: so many a second, and as many at once. What is beyond is dropped, since signals are not kept
/// anyway.
/// </summary>
sealed class SignalBudget(int perSecond, TimeProvider time)
{
    readonly Lock gate = new();
    double left = perSecond;
    long since = time.GetTimestamp();

    /// <summary>Takes one, if there is one.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            left = Math.Min(perSecond, left + (time.GetElapsedTime(since).TotalSeconds * perSecond));
            since = time.GetTimestamp();
            if (left < 1) return false;
            left--;
            return true;
        }
    }
}
