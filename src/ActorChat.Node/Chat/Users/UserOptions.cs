using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Chat.Users;

/// <summary>Bounds on what one user holds in memory and in their snapshot.</summary>
public sealed class UserOptions
{
    /// <summary>Most messages of a user that wait for their time; their texts stand in the user's snapshot.</summary>
    [Range(1, 1000)]
    public int MaxScheduled { get; set; } = 50;

    /// <summary>How far ahead a message may be scheduled: what is further off is more likely a slip of the finger.</summary>
    public TimeSpan MaxScheduleAhead { get; set; } = TimeSpan.FromDays(366);

    /// <summary>Most users whom a user ignores.</summary>
    [Range(1, 10_000)]
    public int MaxIgnored { get; set; } = 500;

    /// <summary>How often at most it is recorded that a user's last client went: connections that flap cost little, and nobody needs to know it to the minute.</summary>
    public TimeSpan SeenInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>So many warnings silence a user.</summary>
    [Range(1, 1000)]
    public int WarningsToSuspend { get; set; } = 3;

    /// <summary>For how long they do.</summary>
    public TimeSpan SuspendFor { get; set; } = TimeSpan.FromHours(4);

    /// <summary>One report of a reporter about a user counts in so long: nobody silences another alone.</summary>
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromHours(24);

    /// <summary>A warning counts no more after so long: people better themselves.</summary>
    public TimeSpan WarningLifetime { get; set; } = TimeSpan.FromDays(30);
}
