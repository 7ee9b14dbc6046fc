using ActorChat.Node.Feeds;

namespace ActorChat.Node.Entities;

/// <summary>How asking an entity ended, and so what the asker may do.</summary>
public enum AskStatus
{
    /// <summary>The entity answered, and what the answer rests on is committed.</summary>
    Answered,

    /// <summary>Certainly not done: the entity is not here (any more). Ask its owner.</summary>
    Moved,

    /// <summary>Certainly not done: there was no owner to be found in time.</summary>
    Unavailable,

    /// <summary>Certainly not done: too much is waiting.</summary>
    Overloaded,

    /// <summary>Perhaps done: the way back, or the commit's outcome, was lost, or the answer is of another version.</summary>
    Unknown,

    /// <summary>Certainly not done: a bug.</summary>
    Failed,

    /// <summary>Certainly not done: the owner is a node of another version, which does not know what it was asked.</summary>
    NotUnderstood,
}

/// <summary>How asking ended, with the answer if there is one.</summary>
public readonly record struct AskResult(AskStatus Status, object? Reply = null);

/// <summary>Something in an entity's mailbox. Its end is told exactly once.</summary>
public abstract class Envelope
{
    int taken;

    /// <summary>The entity, or the asker who gives up, takes the envelope: whoever comes second gets false and leaves it alone.</summary>
    public bool TryTake() => Interlocked.Exchange(ref taken, 1) == 0;

    /// <summary>The timestamp after which the asker has stopped waiting: what has not been taken by then is not acted on.</summary>
    public long ExpiresAt { get; init; } = long.MaxValue;

    /// <summary>How it ended. Called in the entity's turn, so it only takes note.</summary>
    public abstract void End(AskResult result);
}

/// <summary>A command or query, from this node or over a link.</summary>
public abstract class CommandEnvelope(object command) : Envelope
{
    /// <summary>What is asked.</summary>
    public object Command { get; } = command;

    /// <summary>The letter that carries the command, to be consumed in the same commit.</summary>
    public virtual long? Letter => null;
}

/// <summary>A command from this node; whoever asked awaits the result.</summary>
public sealed class AskEnvelope : CommandEnvelope, IDeadlined
{
    readonly TaskCompletionSource<AskResult> result = Completion.Source<AskResult>();
    readonly Deadlines? deadlines;
    readonly LinkedListNode<IDeadlined>? place;
    readonly long deadline;

    /// <summary>Without a deadline.</summary>
    public AskEnvelope(object command) : base(command)
    {
    }

    /// <summary>It expires when the time is over, unless it ends before.</summary>
    public AskEnvelope(object command, Deadlines deadlines, TimeSpan left) : base(command)
    {
        (this.deadlines, place, deadline) = (deadlines, new(this), deadlines.After(left));
        deadlines.Add(this);
    }

    /// <summary>Ends with the envelope.</summary>
    public Task<AskResult> Result => result.Task;

    long IDeadlined.Deadline => deadline;

    LinkedListNode<IDeadlined> IDeadlined.Place => place!;

    /// <inheritdoc/>
    public override void End(AskResult result)
    {
        deadlines?.Remove(this);
        this.result.TrySetResult(result);
    }

    // The asker gives up: if the entity has not taken it, it never will.
    void IDeadlined.Expire() => result.TrySetResult(new(TryTake() ? AskStatus.Moved : AskStatus.Unknown));
}

/// <summary>A command whose end is told to a function: from a link, or from a letter.</summary>
public sealed class ToldEnvelope(object command, Action<AskResult> end, long? letter = null) : CommandEnvelope(command)
{
    /// <inheritdoc/>
    public override long? Letter => letter;

    /// <inheritdoc/>
    public override void End(AskResult result) => end(result);
}

/// <summary>A node wants to follow the entity's feed; the answer is a <see cref="FollowAnswer"/>.</summary>
public sealed class FollowEnvelope(string node, IReadOnlyCollection<string> labels, Action<AskResult> end) : Envelope
{
    /// <summary>Its incarnation.</summary>
    public string Node { get; } = node;

    /// <summary>Who is online there.</summary>
    public IReadOnlyCollection<string> Labels { get; } = labels;

    /// <inheritdoc/>
    public override void End(AskResult result) => end(result);
}
