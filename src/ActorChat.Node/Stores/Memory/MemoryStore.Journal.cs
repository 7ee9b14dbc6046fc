using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores.Memory;

/// <summary>Commits, and what they left.</summary>
public sealed partial class MemoryStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
            return Task.FromResult<IReadOnlyList<CommitOutcome>>([.. batch.Select(_ => CommitOutcome.Unknown)]);
        return Do<IReadOnlyList<CommitOutcome>>(() => [.. batch.Select(Commit)], CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task<StoredSnapshot?> ReadSnapshot(EntityId entity, CancellationToken cancel) =>
        Do(() => journals.GetValueOrDefault(entity)?.Snapshot, cancel);

    /// <inheritdoc/>
    public Task<long> ReadLast(EntityId entity, CancellationToken cancel) =>
        Do(() => journals.GetValueOrDefault(entity)?.Last ?? 0, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadForward(EntityId entity, long after, int limit, CancellationToken cancel) =>
        Do(() => journals.GetValueOrDefault(entity)?.Forward(after, limit) ?? [], cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadBack(
        EntityId entity, long before, long since, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        Do(() => journals.GetValueOrDefault(entity)?.Back(before, since, types, limit) ?? [], cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadAbout(
        EntityId entity, long about, long before, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        Do(() => journals.GetValueOrDefault(entity)?.About(about, before, types, limit) ?? [], cancel);

    CommitOutcome Commit(Write write)
    {
        var last = journals.GetValueOrDefault(write.Entity)?.Last ?? 0;
        if (last != write.After || !AllThere(write.Consumes) || write.Letters.Any(letter => letters.ContainsKey(letter.Id)))
            return CommitOutcome.Conflict;
        Keep(write);
        return CommitOutcome.Committed;
    }

    bool AllThere(IReadOnlyList<long> consumed) =>
        consumed.All(letters.ContainsKey) && consumed.Distinct().Count() == consumed.Count;

    void Keep(Write write)
    {
        if (!journals.TryGetValue(write.Entity, out var journal)) journals[write.Entity] = journal = new MemoryJournal();
        journal.Append(write.Events);
        foreach (var range in write.Purges)
        {
            journal.Purge(range);
            search.Purge(write.Entity, range.From, Math.Min(range.To, journal.Last));
        }
        foreach (var rewrite in write.Rewrites)
        {
            journal.Rewrite(rewrite);
            search.Forget(write.Entity, rewrite.Seq);
        }
        if (write.Snapshot is { } snapshot) journal.Snapshot = snapshot with { Body = snapshot.Body.ToArray() };

        foreach (var id in write.Consumes) letters.Remove(id);
        foreach (var letter in write.Letters)
            letters.Add(letter.Id, new StoredLetter(letter.Id, Whole(letter.Due), letter.Target, letter.Body.ToArray()));
        foreach (var change in write.Directory) Change(change);
        foreach (var file in write.DropFiles) files.Remove(file);
    }

    void Change(DirectoryChange change)
    {
        if (!directory.TryGetValue(change.Kind, out var names))
            directory[change.Kind] = names = new SortedDictionary<string, DirectoryEntry>(ByCodePoint.Order);
        if (change.Entry is { } entry) names[change.Key] = entry;
        else names.Remove(change.Key);
    }

    /// <summary>Databases keep whole milliseconds, and no offset.</summary>
    internal static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
