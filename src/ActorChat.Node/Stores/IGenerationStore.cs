using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores;

/// <summary>
/// The generations of a store: each founding of a cluster over it begins one, and the store keeps the newest
/// <see cref="Kept"/>. A backup that was restored goes on with a generation of its own, so whoever knows another can find out which
/// events are not those that it has.
/// </summary>
public interface IGenerationStore
{
    /// <summary>
    /// How many are kept. Whoever knows an older one begins anew: a hundred foundings are months, and a short list to read.
    /// </summary>
    const int Kept = 100;

    /// <summary>Begins a generation after all that is committed; one of that name that is there already stays as it is.</summary>
    Task BeginGeneration(string name, CancellationToken cancel);

    /// <summary>The names of the generations that are kept, oldest first.</summary>
    Task<IReadOnlyList<string>> ReadGenerations(CancellationToken cancel);

    /// <summary>
    /// Whether the event is there and was committed after the generation's end, which is the beginning of the next one. Not when the
    /// generation is the newest, or is not there. What the event's content became later does not count.
    /// </summary>
    Task<bool> IsAfterGeneration(EntityId entity, long seq, string name, CancellationToken cancel);
}
