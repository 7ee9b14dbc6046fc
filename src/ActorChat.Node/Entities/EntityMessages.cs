namespace ActorChat.Node.Entities;

/// <summary>A command, query or letter for an entity. The sender gets an <see cref="AskResult"/>, unless it is a letter.</summary>
/// <param name="To">The entity.</param>
/// <param name="Command">What its kind decides on.</param>
/// <param name="Letter">The letter that carries it, consumed in the same commit; null when somebody asks.</param>
public sealed record EntityMessage(EntityId To, object Command, long? Letter = null) : IToEntity;

/// <summary>
/// Stops an entity after its write under way has ended; what waits is told that the entity has moved. Shards send it at hand-off, and to an
/// entity that wants to leave memory.
/// </summary>
public sealed class StopEntity
{
    /// <summary>The message.</summary>
    public static StopEntity Instance { get; } = new();
}

/// <summary>In place of a command that only another version knows.</summary>
public sealed class NotUnderstood
{
    /// <summary>The only one.</summary>
    public static NotUnderstood Instance { get; } = new();
}
