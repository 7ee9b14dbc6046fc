namespace ActorChat.Node.Behaviours;

/// <summary>
/// What a decision wants done. Events, letters, directory changes and removals are one atomic commit; the reply leaves
/// after it, and after the commit of everything that the deciding state was built on.
/// </summary>
public sealed record Effect
{
    /// <summary>Nothing to do and nobody to answer (a letter that has become pointless is still consumed).</summary>
    public static Effect None { get; } = new();

    /// <summary>Only an answer.</summary>
    public static Effect Answer(object reply) => new() { Reply = reply };

    /// <summary>Goes to whoever asked; letters have nobody who asked.</summary>
    public object? Reply { get; init; }

    /// <summary>To be committed, in this order.</summary>
    public IReadOnlyList<EventDraft> Events { get; init; } = [];

    /// <summary>To be written in the same commit.</summary>
    public IReadOnlyList<LetterDraft> Letters { get; init; } = [];

    /// <summary>Names to list and search, changed in the same commit.</summary>
    public IReadOnlyList<DirectoryChange> Directory { get; init; } = [];

    /// <summary>Own old events to delete for good in the same commit; never the last one.</summary>
    public IReadOnlyList<PurgeRange> Purges { get; init; } = [];

    /// <summary>Own older events whose content changes for good in the same commit. They must mean the same to a replay.</summary>
    public IReadOnlyList<EventRewrite> Rewrites { get; init; } = [];

    /// <summary>Files whose chunks are deleted in the same commit.</summary>
    public IReadOnlyList<string> DropFiles { get; init; } = [];

    /// <summary>
    /// The answer is only for a state that is the newest: the journal is asked, as for a commit. A late write of an earlier stay in memory
    /// may have come about unseen; then the entity replays, and decides again.
    /// </summary>
    public bool MakesSure { get; init; }

    /// <summary>Whether anything is to be committed.</summary>
    public bool HasWrites => Events.Count + Letters.Count + Directory.Count + DropFiles.Count + Purges.Count + Rewrites.Count > 0;
}

/// <summary>An event to be committed.</summary>
/// <param name="Event">The record that the kind's codec knows.</param>
/// <param name="About">The sequence number of the message that this event is about.</param>
/// <param name="Expels">The label of the followers that this event takes off the feed after they have seen it; <c>*</c> for all.</param>
public sealed record EventDraft(object Event, long? About = null, string? Expels = null);

/// <summary>A letter to be written: a command that the target decides on exactly once.</summary>
/// <param name="To">The target, which may be the sender itself.</param>
/// <param name="Body">A command that the target's kind knows.</param>
/// <param name="Due">When; at once when null.</param>
public sealed record LetterDraft(EntityId To, object Body, DateTimeOffset? Due = null);

/// <summary>A name to list and search.</summary>
/// <param name="Kind">Such as "room".</param>
/// <param name="Key">The folded name: unique in its kind, searched.</param>
/// <param name="Entry">Null removes it.</param>
public sealed record DirectoryChange(string Kind, string Key, DirectoryEntry? Entry);

/// <summary>What the directory shows of a name.</summary>
/// <param name="Name">As first written.</param>
/// <param name="Listed">Whether everyone may find it.</param>
public sealed record DirectoryEntry(string Name, bool Listed);

/// <summary>Events from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive), and what is about them.</summary>
public sealed record PurgeRange(long From, long To)
{
    /// <summary>Only events of these types in the range; all when empty.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Events about those in the range are deleted too, whatever their type, if they stand before this number; 0: none.</summary>
    public long AboutBefore { get; init; }

    /// <summary>Everything that is deleted stands before this number.</summary>
    public long End => Math.Max(To, AboutBefore);

    /// <summary>Whether such an event is deleted.</summary>
    public bool Covers(long seq, string type, long? about) =>
        (seq >= From && seq < To && (Types.Count == 0 || Types.Contains(type)))
        || (about >= From && about < To && seq < AboutBefore);
}

/// <summary>New content of an older event.</summary>
/// <param name="Seq">Its sequence number.</param>
/// <param name="Event">Of the same type.</param>
/// <param name="About">As it was committed with.</param>
public sealed record EventRewrite(long Seq, object Event, long? About = null);
