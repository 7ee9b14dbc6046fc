using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Journals;

/// <summary>Limits of the group commit.</summary>
public sealed record JournalOptions
{
    /// <summary>How long a group commit may take before its outcome counts as unknown.</summary>
    public required TimeSpan CommitTimeout { get; set; }

    /// <summary>Commit loops side by side, each for a part of the entities; 0 for as many as suit the store.</summary>
    [Range(0, 64)]
    public required int CommitLoops { get; set; }

    /// <summary>Most entities in one group commit.</summary>
    [Range(1, 65536)]
    public required int MaxWritesPerCommit { get; set; }
}
