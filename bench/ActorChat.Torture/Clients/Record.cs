using System.Collections.Concurrent;
using ActorChat.Torture.Checking;

namespace ActorChat.Torture.Clients;

/// <summary>What all clients asked and were answered, as it is gathered.</summary>
sealed class Record
{
    /// <summary>Messages.</summary>
    public ConcurrentQueue<PostOp> Posts { get; } = new();

    /// <summary>Pages.</summary>
    public ConcurrentQueue<ReadOp> Reads { get; } = new();

    /// <summary>Who was let in or taken out.</summary>
    public ConcurrentQueue<MemberOp> Members { get; } = new();

    /// <summary>Messages for later.</summary>
    public ConcurrentQueue<ScheduleOp> Scheduled { get; } = new();
}
