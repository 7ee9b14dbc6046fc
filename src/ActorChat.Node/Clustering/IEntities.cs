using ActorChat.Node.Entities;

namespace ActorChat.Node.Clustering;

/// <summary>The way to entities while there is an actor system.</summary>
public interface IEntities
{
    /// <summary>
    /// Asks once. The question is handed over before this returns, so that one asker's commands keep their order. No answer within
    /// <paramref name="patience"/>, the end of the actor system, or <paramref name="giveUp"/>: <see cref="AskStatus.Unknown"/>.
    /// </summary>
    Task<AskResult> Ask(EntityMessage question, TimeSpan patience, CancellationToken giveUp);
}
