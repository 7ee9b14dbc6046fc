namespace ActorChat.Node.Feeds;

/// <summary>
/// The labels of a relay's followers, and how they differ from what the feed's owner was told: a crowd that comes costs as much as its
/// members one by one, not the square of it. Under the relay's lock; to be kept in a field, not copied.
/// </summary>
struct LocalLabels
{
    // How many followers have each label, and what the owner was told.
    LabelCounts counts;
    LabelSet told;

    // Those that came or went since; null when there are none.
    HashSet<string>? changed;

    /// <summary>Of those that the owner was told.</summary>
    public readonly ulong Told => told.Digest;

    /// <summary>A follower came. True when its label is new here; one without a label changes nothing.</summary>
    public bool Add(string? label) => label is not null && counts.Add(label) && Note(label);

    /// <summary>A follower went. True when nobody has its label any more.</summary>
    public bool Remove(string? label) => label is not null && counts.Remove(label) && Note(label);

    /// <summary>All labels; the owner is about to be told.</summary>
    public IReadOnlyList<string> TakeAll()
    {
        changed = null;
        told = default;
        var all = counts.All;
        foreach (var label in all) told.Add(label);
        return all;
    }

    /// <summary>How they differ from what the owner was told last; it is about to be told.</summary>
    public (IReadOnlyList<string> Added, IReadOnlyList<string> Removed) TakeChanges()
    {
        List<string> added = [], removed = [];
        foreach (var label in changed ?? [])
        {
            var isHere = counts.Contains(label);
            if (isHere ? told.Add(label) : told.Remove(label)) (isHere ? added : removed).Add(label);
        }
        changed = null;
        return (added, removed);
    }

    bool Note(string label)
    {
        (changed ??= []).Add(label);
        return true;
    }
}
