namespace ActorChat.Actors.Following;

/// <summary>The labels of a relay's own followers, counted, and what of them the feed's owner was told. Belongs to the relay's lock.</summary>
sealed class LocalLabels
{
    readonly Dictionary<string, int> counts = [];
    HashSet<string> told = [];

    /// <summary>One more follower shows this label; true when it is the first.</summary>
    public bool Add(string? label)
    {
        if (label is null) return false;
        counts[label] = counts.GetValueOrDefault(label) + 1;
        return counts[label] == 1;
    }

    /// <summary>One follower less shows it; true when it was the last.</summary>
    public bool Remove(string? label) => label is not null && --counts[label] == 0 && counts.Remove(label);

    /// <summary>All of them, which the owner is about to be told.</summary>
    public IReadOnlyList<string> Take()
    {
        told = [.. counts.Keys];
        return [.. told];
    }

    /// <summary>How they differ from what the owner was told last; it is about to be told.</summary>
    public (IReadOnlyList<string> Added, IReadOnlyList<string> Removed) TakeChanges()
    {
        var now = counts.Keys.ToHashSet();
        var changes = (now.Except(told).ToList(), told.Except(now).ToList());
        told = now;
        return changes;
    }
}
