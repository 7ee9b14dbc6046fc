using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores.Memory;

/// <summary>
/// A store for tests and simulations: several simulated nodes share one instance, and it lives as long as that. Every call
/// is complete when it returns, no thread is used, and the given clock is the database's, so a run under a seed is the same
/// every time. What it accepts and refuses is, to the letter, what the stores on disk do.
/// </summary>
public sealed partial class MemoryStore(TimeProvider time) : IStore
{
    // Simulations run in one thread; the lock is for tests that don't.
    readonly Lock gate = new();
    readonly Dictionary<EntityId, MemoryJournal> journals = [];
    readonly SortedDictionary<long, StoredLetter> letters = [];
    readonly Dictionary<string, SortedDictionary<string, DirectoryEntry>> directory = [];
    readonly Dictionary<string, Dictionary<int, byte[]>> files = [];
    readonly MemorySearch search = new();
    readonly Dictionary<string, string> agreements = [];

    /// <inheritdoc/>
    public Task Open(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string> Agree(string name, string proposal, CancellationToken cancel) =>
        Do(() => agreements.TryAdd(name, proposal) ? proposal : agreements[name], cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel) =>
        Do<IReadOnlyList<StoredLetter>>(
            () => [.. letters.Values.Where(letter => letter.Due <= now).OrderBy(letter => letter.Due).ThenBy(letter => letter.Id)
                .Take(limit)], cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DirectoryEntry>> Search(
        string kind, string text, bool prefix, bool listedOnly, int limit, CancellationToken cancel) =>
        Do<IReadOnlyList<DirectoryEntry>>(() =>
        [
            .. directory.GetValueOrDefault(kind, [])
                .Where(pair => prefix
                    ? pair.Key.StartsWith(text, StringComparison.Ordinal)
                    : pair.Key.Contains(text, StringComparison.Ordinal))
                .Select(pair => pair.Value)
                .Where(entry => entry.Listed || !listedOnly)
                .Take(limit),
        ], cancel);

    /// <inheritdoc/>
    public Task PutChunk(string file, int index, ReadOnlyMemory<byte> data, CancellationToken cancel) => Do(() =>
    {
        if (!files.TryGetValue(file, out var chunks)) files[file] = chunks = [];
        return chunks[index] = data.ToArray();
    }, cancel);

    /// <inheritdoc/>
    public Task<byte[]?> GetChunk(string file, int index, CancellationToken cancel) =>
        Do(() => files.TryGetValue(file, out var chunks) && chunks.TryGetValue(index, out var data) ? data.ToArray() : null, cancel);

    /// <inheritdoc/>
    public Task<int> CountChunks(string file, CancellationToken cancel) => Do(() =>
    {
        var count = 0;
        while (files.TryGetValue(file, out var chunks) && chunks.ContainsKey(count)) count++;
        return count;
    }, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<EntityId, SearchMark>> ReadSearchMarks(IReadOnlyList<EntityId> entities, CancellationToken cancel) =>
        Do(() => search.Marks(entities), cancel);

    /// <inheritdoc/>
    public Task<SearchMark> OpenSearch(EntityId entity, CancellationToken cancel) => Do(() => search.Open(entity), cancel);

    /// <inheritdoc/>
    public Task<bool> Index(SearchPage page, CancellationToken cancel) => Do(() => search.Index(page), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchHit>> FindWords(SearchQuery query, CancellationToken cancel) => Do(() => search.Find(query), cancel);

    /// <summary>Does nothing: the store belongs to all the nodes that share it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<T> Do<T>(Func<T> act, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        try
        {
            lock (gate) return Task.FromResult(act());
        }
        catch (StoreRefusedException refused)
        {
            return Task.FromException<T>(refused);
        }
    }
}
