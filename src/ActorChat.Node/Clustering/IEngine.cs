using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Clustering;

/// <summary>
/// What sessions and handlers use of their node. They know no more of it than this; a simulation runs them, the <see cref="Region"/> and
/// the
/// <see cref="Relays"/> as they are, and puts a model of the actor system beneath those two: <see cref="IEntities"/> and what keeps relays.
/// </summary>
public interface IEngine
{
    /// <summary>Asks entities.</summary>
    Region Region { get; }

    /// <summary>Follows feeds.</summary>
    Relays Relays { get; }

    /// <summary>The live nodes, as this one last saw them.</summary>
    IReadOnlyList<NodeRecord> Nodes { get; }

    /// <summary>
    /// The store's generations, oldest first, as they were when the node came up last; the last is that of its cluster. None before the
    /// node was up.
    /// </summary>
    IReadOnlyList<string> Generations { get; }

    /// <summary>
    /// Whether the node has its place in the cluster. It may have trouble all the same, as when the store is away for all.
    /// </summary>
    bool IsServing { get; }

    /// <summary>Why this node does not serve, or not well, for people; null when it does.</summary>
    string? Trouble { get; }

    /// <summary>What can't be used through this node though it serves, for people; null when all can.</summary>
    string? Limitation { get; }

    /// <summary>Why an entity can't be asked through this node just now, for people.</summary>
    string WhyNot();
}
