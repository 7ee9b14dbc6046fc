namespace ActorChat.Node.Clustering;

/// <summary>Which of those that are missing have been so for long.</summary>
sealed class Absences(TimeProvider time)
{
    readonly Dictionary<string, long> since = [];

    /// <summary>These are missing now; those that have been for longer than the limit. Who is back is forgotten.</summary>
    public IReadOnlyList<string> Look(IEnumerable<string> missing, TimeSpan limit)
    {
        var now = missing.ToHashSet();
        foreach (var back in since.Keys.Where(one => !now.Contains(one)).ToList()) since.Remove(back);
        foreach (var one in now) since.TryAdd(one, time.GetTimestamp());
        return [.. now.Where(one => time.GetElapsedTime(since[one]) > limit)];
    }
}
