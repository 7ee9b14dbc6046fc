namespace ActorChat.Tui.Connection;

/// <summary>Waits that double, with jitter.</summary>
static class Backoff
{
    /// <summary>
    /// The wait before try number <paramref name="attempt"/> (from 0): between half and all of first × 2^attempt, at most
    /// <paramref name="longest"/>.
    /// </summary>
    public static TimeSpan Of(int attempt, TimeSpan first, TimeSpan longest, double jitter)
    {
        var whole = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 20)));
        return TimeSpan.FromMilliseconds(whole * (0.5 + (jitter / 2)));
    }
}
