using System.Text;
using ActorChat.Node;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Feeds;

/// <summary>The events of one feed, for relays to read.</summary>
/// <param name="elsewhere">Of all feeds instead, from elsewhere.</param>
sealed class PageStore(Func<EntityId, IEnumerable<StoredEvent>>? elsewhere = null) : IJournalStore
{
    readonly Lock gate = new();
    readonly List<StoredEvent> events = [];
    int failures;

    /// <summary>The newest number.</summary>
    public long Head { get; private set; }

    /// <summary>How often it was read.</summary>
    public int Reads { get; private set; }

    /// <summary>So many reads fail from now on.</summary>
    public void Fail(int times) => failures = times;

    /// <summary>Commits events of these sizes, which take these identities off the feed.</summary>
    public void Commit(params (int By, string? Expels)[] added)
    {
        lock (gate)
        {
            foreach (var (by, expels) in added)
            {
                events.Add(new(++Head, DateTimeOffset.UnixEpoch, "added", null, expels, Encoding.UTF8.GetBytes($"{{\"By\":{by}}}")));
            }
        }
    }

    /// <summary>Deletes the events before this one.</summary>
    public void Purge(long before)
    {
        lock (gate) events.RemoveAll(one => one.Seq < before);
    }

    public Task<IReadOnlyList<StoredEvent>> ReadForward(EntityId entity, long after, int limit, CancellationToken cancel)
    {
        lock (gate)
        {
            Reads++;
            return failures-- > 0
                ? Task.FromException<IReadOnlyList<StoredEvent>>(new StoreUnavailableException("away"))
                : Task.FromResult<IReadOnlyList<StoredEvent>>(
                    [.. (elsewhere?.Invoke(entity) ?? events).Where(one => one.Seq > after).Take(limit)]);
        }
    }

    public Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<long> ReadLast(EntityId entity, CancellationToken cancel) => throw new NotSupportedException();

    public Task<StoredSnapshot?> ReadSnapshot(EntityId entity, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredEvent>> ReadBack(
        EntityId entity, long before, long since, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredEvent>> ReadAbout(
        EntityId entity, long about, long before, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();
}
