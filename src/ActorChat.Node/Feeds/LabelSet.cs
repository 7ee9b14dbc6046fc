using System.Runtime.InteropServices;

namespace ActorChat.Node.Feeds;

/// <summary>
/// Some labels, each once. Most feeds are users' own, with one label or none: that takes no table. To be kept in a field, not copied.
/// </summary>
struct LabelSet
{
    // Null, the only label, or a HashSet of them.
    object? some;
    ulong digest;

    /// <summary>
    /// The same for the same labels, whoever has them and in whatever order they came; else another, as good as certainly. 0 for none.
    /// </summary>
    public readonly ulong Digest => digest;

    /// <summary>How many there are.</summary>
    public readonly int Count => some switch { null => 0, HashSet<string> many => many.Count, _ => 1 };

    /// <summary>A copy of them.</summary>
    public readonly string[] All => some switch { null => [], HashSet<string> many => [.. many], var one => [(string)one] };

    /// <summary>Whether it is among them.</summary>
    public readonly bool Contains(string label) => some is HashSet<string> many ? many.Contains(label) : label.Equals(some);

    /// <summary>Adds one; false when it is there already.</summary>
    public bool Add(string label)
    {
        if (Contains(label)) return false;
        if (some is HashSet<string> many) many.Add(label);
        else some = some is string one ? new HashSet<string> { one, label } : label;
        digest += HashOf(label);
        return true;
    }

    /// <summary>Removes one; false when it is not there.</summary>
    public bool Remove(string label)
    {
        if (!Contains(label)) return false;
        if (some is HashSet<string> many) many.Remove(label);
        else some = null;
        digest -= HashOf(label);
        return true;
    }

    // All nodes come to the same.
    static ulong HashOf(string label) => StableHash.Of(MemoryMarshal.AsBytes(label.AsSpan()));
}

/// <summary>Labels and how often each is there. To be kept in a field, not copied.</summary>
struct LabelCounts
{
    LabelSet labels;

    // How often beyond the first; null when none ever was.
    Dictionary<string, int>? beyond;

    /// <summary>Of the different ones, as of a set.</summary>
    public readonly ulong Digest => labels.Digest;

    /// <summary>How many different ones there are.</summary>
    public readonly int Count => labels.Count;

    /// <summary>A copy of the different ones.</summary>
    public readonly string[] All => labels.All;

    /// <summary>Whether it is there.</summary>
    public readonly bool Contains(string label) => labels.Contains(label);

    /// <summary>Adds one; whether it was not there.</summary>
    public bool Add(string label)
    {
        if (labels.Add(label)) return true;
        beyond ??= [];
        beyond[label] = beyond.GetValueOrDefault(label) + 1;
        return false;
    }

    /// <summary>Removes one that is there; whether that was the last.</summary>
    public bool Remove(string label)
    {
        if (beyond is null || !beyond.TryGetValue(label, out var more)) return labels.Remove(label);
        if (more > 1) beyond[label] = more - 1;
        else beyond.Remove(label);
        return false;
    }
}
