using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Chat.Users;

/// <summary>Bounds on what one user holds in memory and in their snapshot.</summary>
public sealed record UserOptions
{
    /// <summary>Most messages of a user that wait for their time; their texts stand in the user's snapshot.</summary>
    [Range(1, 1000)]
    public required int MaxScheduled { get; init; }

    /// <summary>How far ahead a message may be scheduled: what is further off is more likely a slip of the finger.</summary>
    public required TimeSpan MaxScheduleAhead { get; init; }

    /// <summary>Most users whom a user ignores.</summary>
    [Range(1, 10_000)]
    public required int MaxIgnored { get; init; }

    /// <summary>
    /// How often at most it is recorded that a user's last client went: connections that flap cost little, and nobody needs to know it to
    /// the minute.
    /// </summary>
    public required TimeSpan SeenInterval { get; init; }

    /// <summary>So many warnings silence a user.</summary>
    [Range(1, 1000)]
    public required int WarningsToSuspend { get; init; }

    /// <summary>
    /// Who has registered more recently reports weakly: accounts are made in a moment, and people who were annoyed have been here for a
    /// while.
    /// </summary>
    public required TimeSpan ReporterAge { get; init; }

    /// <summary>
    /// What weak reports are together: those of newcomers, from one address, or by users who never met the reported. One warning, so that a
    /// true one is heard; or none, where strangers abuse even that.
    /// </summary>
    public required WeakReports WeakReports { get; init; }

    /// <summary>For how long they do.</summary>
    public required TimeSpan SuspendFor { get; init; }

    /// <summary>One report of a reporter about a user counts in so long: nobody silences another alone.</summary>
    public required TimeSpan ReportInterval { get; init; }

    /// <summary>A warning counts no more after so long: people better themselves.</summary>
    public required TimeSpan WarningLifetime { get; init; }
}

/// <summary>What all weak reports about a user are together.</summary>
public enum WeakReports
{
    /// <summary>One warning.</summary>
    One,

    /// <summary>Nothing: operators see them all the same.</summary>
    None,
}
