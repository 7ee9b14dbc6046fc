namespace ActorChat.Node;

/// <summary>A message for an entity, wherever it lives: the shard regions deliver it.</summary>
public interface IToEntity
{
    /// <summary>The entity.</summary>
    EntityId To { get; }
}
