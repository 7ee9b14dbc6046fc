using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Entities;

/// <summary>What the entities of one kind use of their node.</summary>
/// <param name="Kind">Behaviour and codecs.</param>
/// <param name="Options">Limits.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">All randomness.</param>
/// <param name="Log">Where entities log.</param>
public sealed record EntityServices(EntityKind Kind, EntityOptions Options, TimeProvider Time, IRandom Random, ILogger Log)
{
    int inMemory;

    /// <summary>Commits what has no event.</summary>
    public required Func<Write, Task<CommitOutcome>> Commit { get; init; }

    /// <summary>The highest sequence number of an entity in the journal.</summary>
    public required Func<EntityId, Task<long>> ReadHead { get; init; }

    /// <summary>Entities of this kind in memory.</summary>
    public int InMemory => Volatile.Read(ref inMemory);

    /// <summary>How long an entity that begins now may be idle.</summary>
    public TimeSpan Patience => InMemory > Options.MaxEntities ? Options.PassivateAfter / 8 : Options.PassivateAfter;

    /// <summary>Now, in whole milliseconds, as it is stored.</summary>
    public DateTimeOffset NowMs() => DateTimeOffset.FromUnixTimeMilliseconds(Time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>An entity begins or ends.</summary>
    public void Count(int change) => Interlocked.Add(ref inMemory, change);
}
