using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores;

/// <summary>How the commit of one entity's write ended, and so what comes next.</summary>
public enum CommitOutcome
{
    /// <summary>It is durable.</summary>
    Committed,

    /// <summary>
    /// It is certainly not: it does not follow the entity's last event, a letter it consumes is gone, or the node is closing. Recover
    /// from the journal.
    /// </summary>
    Conflict,

    /// <summary>It may or may not be durable. Recover from the journal to see.</summary>
    Unknown,
}

/// <summary>What goes into one transaction with an entity's events.</summary>
public record WriteExtras
{
    /// <summary>Letters to write.</summary>
    public IReadOnlyList<NewLetter> Letters { get; init; } = [];

    /// <summary>Letters to delete; if one is not there, the write is in conflict.</summary>
    public IReadOnlyList<long> Consumes { get; init; } = [];

    /// <summary>Directory entries to set or remove.</summary>
    public IReadOnlyList<DirectoryChange> Directory { get; init; } = [];

    /// <summary>Replaces the entity's snapshot.</summary>
    public StoredSnapshot? Snapshot { get; init; }

    /// <summary>Runs of this entity's events to delete; the entity's last event (of this write, if it has any) always stays.</summary>
    public IReadOnlyList<PurgeRange> Purges { get; init; } = [];

    /// <summary>
    /// Events of this entity whose bodies to replace, each once, none of them new or purged in this write; one that is not there is
    /// passed over.
    /// </summary>
    public IReadOnlyList<RewrittenEvent> Rewrites { get; init; } = [];

    /// <summary>Files whose chunks to delete.</summary>
    public IReadOnlyList<string> DropFiles { get; init; } = [];
}

/// <summary>What one entity commits at once.</summary>
/// <param name="Entity">Whose journal.</param>
/// <param name="After">
/// The sequence number of the entity's last event, 0 for none: a gap is refused as well as a repetition. Checked also when there are no
/// events.
/// </param>
/// <param name="Events">They get the numbers <paramref name="After"/> + 1, + 2 …</param>
public sealed record Write(EntityId Entity, long After, IReadOnlyList<NewEvent> Events) : WriteExtras
{
    /// <summary>The number of the entity's last event once this is committed.</summary>
    public long Last => After + Events.Count;

    /// <summary>A write with these extras.</summary>
    public static Write With(EntityId entity, long after, IReadOnlyList<NewEvent> events, WriteExtras extras) => new(entity, after, events)
    {
        Letters = extras.Letters,
        Consumes = extras.Consumes,
        Directory = extras.Directory,
        Snapshot = extras.Snapshot,
        Purges = extras.Purges,
        Rewrites = extras.Rewrites,
        DropFiles = extras.DropFiles,
    };
}

/// <summary>An event on its way into the store.</summary>
/// <param name="At">In whole milliseconds.</param>
/// <param name="Type">For choosing events without reading their bodies.</param>
/// <param name="About">The sequence number of the message that it is about.</param>
/// <param name="Expels">See <see cref="EventDraft.Expels"/>; never with a semicolon.</param>
/// <param name="Body">As the kind's codec wrote it: a JSON object, without white space at its ends.</param>
public sealed record NewEvent(DateTimeOffset At, string Type, long? About, string? Expels, ReadOnlyMemory<byte> Body);

/// <summary>New content of an event that stands in the store; all else of it stays.</summary>
public sealed record RewrittenEvent(long Seq, string Type, long? About, ReadOnlyMemory<byte> Body);

/// <summary>An event as it stands in the store.</summary>
public sealed record StoredEvent(long Seq, DateTimeOffset At, string Type, long? About, string? Expels, ReadOnlyMemory<byte> Body);

/// <summary>An entity's state after the event <paramref name="Seq"/>.</summary>
public sealed record StoredSnapshot(long Seq, ReadOnlyMemory<byte> Body);

/// <summary>A letter on its way into the store.</summary>
/// <param name="Id">Given by its sender, which sends it itself once it is committed. No other letter has it, ever.</param>
/// <param name="Due">When it is to be delivered; <see cref="ForNow"/> for at once.</param>
/// <param name="Target">Whom it is for.</param>
/// <param name="Body">The command, as its codec wrote it.</param>
public sealed record NewLetter(long Id, DateTimeOffset Due, EntityId Target, ReadOnlyMemory<byte> Body)
{
    /// <summary>Due since ever, as the calendar of who reads it may be behind.</summary>
    public static readonly DateTimeOffset ForNow = DateTimeOffset.UnixEpoch;
}

/// <summary>A letter as it stands in the store.</summary>
public sealed record StoredLetter(long Id, DateTimeOffset Due, EntityId Target, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether its sender has sent it, if that was still there after the commit.</summary>
    public bool IsForNow => Due <= NewLetter.ForNow;
}

/// <summary>A node as the cluster sees it.</summary>
/// <param name="Name">Given by the operator; unique among live nodes.</param>
/// <param name="Incarnation">Unique to one actor system of the node.</param>
/// <param name="ClientAddress"><c>host:port</c> for clients.</param>
/// <param name="ClusterAddress"><c>host:port</c> for other nodes.</param>
/// <param name="Leaving">It is about to go.</param>
public sealed record NodeRecord(string Name, string Incarnation, string ClientAddress, string ClusterAddress, bool Leaving = false);

/// <summary>Whether a node may live under its name; if not, how long the other's lease still runs.</summary>
public sealed record JoinOutcome(bool Joined, TimeSpan RetryAfter);
