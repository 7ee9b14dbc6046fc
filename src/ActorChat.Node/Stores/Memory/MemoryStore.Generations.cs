using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores.Memory;

/// <summary>Generations: each with the numbers of all entities' last events when it began.</summary>
public sealed partial class MemoryStore
{
    readonly List<(string Name, Dictionary<EntityId, long> Before)> generations = [];

    /// <inheritdoc/>
    public Task BeginGeneration(string name, CancellationToken cancel) => Do(() =>
    {
        if (generations.Any(one => one.Name == name)) return false;
        generations.Add((name, journals.ToDictionary(pair => pair.Key, pair => pair.Value.Last)));
        if (generations.Count > IGenerationStore.Kept) generations.RemoveAt(0);
        return true;
    }, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadGenerations(CancellationToken cancel) =>
        Do<IReadOnlyList<string>>(() => [.. generations.Select(one => one.Name)], cancel);

    /// <inheritdoc/>
    public Task<bool> IsAfterGeneration(EntityId entity, long seq, string name, CancellationToken cancel) => Do(() =>
    {
        var at = generations.FindIndex(one => one.Name == name);
        return at >= 0 && at + 1 < generations.Count
            && seq > generations[at + 1].Before.GetValueOrDefault(entity)
            && journals.GetValueOrDefault(entity)?.Back(seq + 1, seq, [], 1) is { Count: 1 };
    }, cancel);
}
