namespace ActorChat.Node.Behaviours;

/// <summary>
/// The two pure functions that make an entity kind. Neither does I/O, reads a clock, or keeps anything: the same state and
/// the same input always give the same answer, so that a replay is identical.
/// </summary>
/// <typeparam name="TState">An immutable record; what <see cref="Apply"/> was given must stay valid.</typeparam>
public interface IBehaviour<TState> where TState : class
{
    /// <summary>The state of an entity whose journal is empty.</summary>
    TState Initial(EntityId self);

    /// <summary>
    /// What a command, query or letter leads to. Expected failures are replies; an exception is a bug and answers the caller with a
    /// failure.
    /// </summary>
    Effect Decide(TState state, object command, CommandContext context);

    /// <summary>The state after a committed event. Never fails for an event that the journal holds.</summary>
    TState Apply(TState state, object committed, EventPlace place);
}

/// <summary>Where an event stands in its entity's journal.</summary>
/// <param name="Seq">1, 2, 3 …</param>
/// <param name="At">When it was decided; whole milliseconds.</param>
public readonly record struct EventPlace(long Seq, DateTimeOffset At);

/// <summary>All that a decision may know besides state and command.</summary>
/// <param name="Self">The entity.</param>
/// <param name="Now">The deciding node's time, in whole milliseconds.</param>
/// <param name="NextSeq">The sequence number that the first event of this decision will get.</param>
/// <param name="Random">For ids and keys; what comes of it must stand in an event if it matters.</param>
public sealed record CommandContext(EntityId Self, DateTimeOffset Now, long NextSeq, IRandom Random);
