using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Entities;

/// <summary>The limits of entities, each with its reason.</summary>
public sealed record EntityOptions
{
    /// <summary>Most events that one entity gathers while its last write is under way; then commands wait until that ends.</summary>
    [Range(1, 65536)]
    public required int MaxEventsPerWrite { get; set; }

    /// <summary>
    /// Most commands that wait for one entity, while it replays or its next write is full; more are refused as overloaded.
    /// </summary>
    [Range(1, 1 << 20)]
    public required int MaxWaiting { get; set; }

    /// <summary>Entities that replay at the same time: bounds the reads after a node's death.</summary>
    [Range(1, 4096)]
    public required int MaxRecoveries { get; set; }

    /// <summary>
    /// Least number of events between two snapshots of an entity; large states take more, so that a snapshot costs no more than the
    /// events it spares.
    /// </summary>
    [Range(1, 1 << 20)]
    public required int SnapshotEvery { get; set; }

    /// <summary>An entity that nobody follows and that has not been asked anything for so long leaves memory.</summary>
    public required TimeSpan PassivateAfter { get; set; }

    /// <summary>Entities in memory beyond which newcomers leave eight times as soon.</summary>
    [Range(1, 1 << 24)]
    public required int MaxEntities { get; set; }

    /// <summary>
    /// How long after it is first followed an entity makes sure that no late write of another node's has come about; then it does so after
    /// twice as long each time, and at last every five minutes.
    /// </summary>
    public required TimeSpan LateWriteCheck { get; set; }

    /// <summary>Most labels (who is online) that a feed tells its followers about.</summary>
    [Range(0, 1 << 20)]
    public required int MaxLabels { get; set; }
}
