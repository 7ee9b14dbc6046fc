using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node;

/// <summary>The limits and intervals of the actor runtime, each with its reason.</summary>
public sealed record ActorOptions
{
    /// <summary>The node's name, unique among live nodes. Set as <c>actorchat.name</c>.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Slices of all entity ids. Fixed for the life of a store: letters are stored with their shard.</summary>
    [Range(1, 65536)]
    public required int ShardCount { get; set; }

    /// <summary>
    /// How long a node is believed to live after its last renewal. A dead node's entities answer again after this; shorter leases move shards on
    /// shorter hiccups. Set as <c>actorchat.cluster.lease</c>.
    /// </summary>
    public TimeSpan Lease { get; internal init; }

    /// <summary>How much earlier than the database a node gives up its own lease: covers clocks that run at different speeds.</summary>
    public TimeSpan LeaseMargin => Lease / 10;

    /// <summary>How often a node looks who lives and who owns. Hints make it prompt; this makes it certain.</summary>
    public required TimeSpan ClusterPoll { get; set; }

    /// <summary>How long a leaving node waits for its entities to finish before it goes anyway (what is unfinished is fenced, not lost).</summary>
    public required TimeSpan DrainTimeout { get; set; }

    /// <summary>How long a command may wait for a shard in motion, unless its caller says otherwise. Longer than a lease, so that a node's death is survived in silence.</summary>
    public required TimeSpan AskTimeout { get; set; }

    /// <summary>How long a group commit may take before its outcome counts as unknown.</summary>
    public required TimeSpan CommitTimeout { get; set; }

    /// <summary>Commit loops side by side, each for a part of the shards; 0 for as many as suit the store: one for SQLite, which has one writer, four for PostgreSQL.</summary>
    [Range(0, 64)]
    public required int CommitLoops { get; set; }

    /// <summary>Most entities in one group commit: bounds its size and so its latency.</summary>
    [Range(1, 65536)]
    public required int MaxWritesPerCommit { get; set; }

    /// <summary>Most events that one entity gathers while its last commit is under way; then it stops deciding until that ends.</summary>
    [Range(1, 65536)]
    public required int MaxEventsPerWrite { get; set; }

    /// <summary>Most commands that wait in one entity's mailbox; more are refused as overloaded.</summary>
    [Range(1, 1 << 20)]
    public required int MaxMailbox { get; set; }

    /// <summary>Commands that an entity handles in one turn of its thread before others get theirs.</summary>
    [Range(1, 65536)]
    public required int TurnQuantum { get; set; }

    /// <summary>Entities that replay at the same time: bounds the reads after a node's death.</summary>
    [Range(1, 4096)]
    public required int MaxRecoveries { get; set; }

    /// <summary>Events in one page of a replay or of catching up.</summary>
    [Range(1, 65536)]
    public required int ReadPage { get; set; }

    /// <summary>Least number of events between two snapshots of an entity; large states take more, so that a snapshot costs no more than the events it spares.</summary>
    [Range(1, 1 << 20)]
    public required int SnapshotEvery { get; set; }

    /// <summary>An entity that has not been asked anything for so long leaves memory.</summary>
    public required TimeSpan PassivateAfter { get; set; }

    /// <summary>Most entities in memory; beyond it the longest idle leave first.</summary>
    [Range(1, 1 << 24)]
    public required int MaxEntities { get; set; }

    /// <summary>How often a node looks for letters that are due. Hints make it prompt; this makes it certain.</summary>
    public required TimeSpan LetterPoll { get; set; }

    /// <summary>Letters read at once.</summary>
    [Range(1, 65536)]
    public required int LetterPage { get; set; }

    /// <summary>How long a letter that could not be consumed waits before it is delivered again.</summary>
    public required TimeSpan LetterRetry { get; set; }

    /// <summary>How often a relay makes sure that the owner of a feed on another node still counts it in and that it has missed nothing.</summary>
    public required TimeSpan FollowInterval { get; set; }

    /// <summary>Most labels (who is online) that a feed tells its followers about.</summary>
    [Range(0, 1 << 20)]
    public required int MaxLabels { get; set; }

    /// <summary>How often a node asks each other whether it can be reached.</summary>
    public required TimeSpan PulseInterval { get; set; }

    /// <summary>A node that has not answered for so long can't be reached: its link is given up and dialled anew. Three pulses, so that one hiccup is none.</summary>
    public required TimeSpan MaxSilence { get; set; }

    /// <summary>How long the store may take for a call before the node says that it does not answer. Longer than a busy store's commits.</summary>
    public required TimeSpan StorePatience { get; set; }

    /// <summary>Bytes that wait for one peer; beyond it the link is reset, and relays fetch what they missed.</summary>
    [Range(1 << 16, 1 << 30)]
    public required int MaxLinkQueueBytes { get; set; }

    /// <summary>Largest frame on a link, in bytes: above the largest answer that a kind gives.</summary>
    [Range(1 << 16, 1 << 30)]
    public required int MaxLinkFrameBytes { get; set; }
}
