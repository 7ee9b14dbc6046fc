namespace ActorChat.Node.Entities;

/// <summary>How asking an entity ended, and so what the asker may do.</summary>
public enum AskStatus
{
    /// <summary>The entity answered, and what the answer rests on is committed.</summary>
    Answered,

    /// <summary>Certainly not done: the entity is not here (any more). Ask again.</summary>
    Moved,

    /// <summary>Certainly not done: the cluster could not take it in time.</summary>
    Unavailable,

    /// <summary>Certainly not done: too much is waiting.</summary>
    Overloaded,

    /// <summary>Perhaps done: the way back, or the commit's outcome, was lost, or the answer is of another version.</summary>
    Unknown,

    /// <summary>Certainly not done: a bug.</summary>
    Failed,

    /// <summary>Certainly not done: the entity is on a node of another version, which does not know what it was asked.</summary>
    NotUnderstood,
}

/// <summary>How asking ended, with the answer if there is one.</summary>
public sealed record AskResult(AskStatus Status, object? Reply = null)
{
    /// <summary>See <see cref="AskStatus.Moved"/>.</summary>
    public static AskResult Moved { get; } = new(AskStatus.Moved);

    /// <summary>See <see cref="AskStatus.Overloaded"/>.</summary>
    public static AskResult Overloaded { get; } = new(AskStatus.Overloaded);

    /// <summary>See <see cref="AskStatus.Unknown"/>.</summary>
    public static AskResult Unknown { get; } = new(AskStatus.Unknown);

    /// <summary>See <see cref="AskStatus.Failed"/>.</summary>
    public static AskResult Failed { get; } = new(AskStatus.Failed);
}

/// <summary>Who waits for an entity's answer.</summary>
public interface IAsker
{
    /// <summary>How it ended; called once.</summary>
    void End(AskResult result);
}
