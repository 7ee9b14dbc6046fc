namespace ActorChat.Actors.Following;

/// <summary>
/// The labels of a relay's followers, and how they differ from what the feed's owner was told: a crowd that comes costs as much as its
/// members one by one, not the square of it. Under the relay's lock.
/// </summary>
sealed class LocalLabels
{
    // How many followers have each label.
    readonly Dictionary<string, int> counts = [];
    HashSet<string> told = [];

    // Those that came or went since; null when there are none.
    HashSet<string>? changed;

    /// <summary>A follower came. True when its label is new here.</summary>
    public bool Add(string label)
    {
        counts[label] = counts.GetValueOrDefault(label) + 1;
        return counts[label] == 1 && Note(label);
    }

    /// <summary>A follower went. True when nobody has its label any more.</summary>
    public bool Remove(string label)
    {
        if (--counts[label] > 0) return false;
        counts.Remove(label);
        return Note(label);
    }

    /// <summary>All labels; the owner is about to be told.</summary>
    public IReadOnlyList<string> TakeAll()
    {
        changed = null;
        told = [.. counts.Keys];
        return [.. told];
    }

    /// <summary>How they differ from what the owner was told last; it is about to be told.</summary>
    public (IReadOnlyList<string> Added, IReadOnlyList<string> Removed) TakeChanges()
    {
        var some = changed ?? [];
        changed = null;
        return ([.. some.Where(label => counts.ContainsKey(label) && told.Add(label))], [.. some.Where(label => !counts.ContainsKey(label) && told.Remove(label))]);
    }

    bool Note(string label)
    {
        (changed ??= []).Add(label);
        return true;
    }
}
