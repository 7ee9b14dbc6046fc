using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores;

/// <summary>
/// The database, which is the referee of the cluster: it keeps what entities commit, and where nodes find each other. Every method
/// may be called from any thread. A call that fails for a reason outside the caller's reach throws
/// <see cref="StoreUnavailableException"/>: it may or may not have had its effect.
/// </summary>
public interface IStore : IJournalStore, IClusterStore, ILetterStore, IDirectoryStore, IFileStore, ISearchStore, IAsyncDisposable
{
    /// <summary>Creates or migrates the schema; safe with several nodes starting at once. Refuses a store of another layout.</summary>
    /// <exception cref="StoreRefusedException">The message says what to do.</exception>
    Task Open(CancellationToken cancel);

    /// <summary>Gives back memory that only makes it faster; called when the node has become quiet.</summary>
    Task Trim(CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Events and snapshots.</summary>
public interface IJournalStore
{
    /// <summary>
    /// Commits many entities' writes in one durable transaction. The outcomes stand in the order of the batch. A write that is in
    /// conflict fails alone; what keeps writers apart is the number that each write follows. One entity stands in a batch once at most.
    /// When the transaction as a whole did not certainly succeed, every outcome is <see cref="CommitOutcome.Unknown"/>; this method does
    /// not throw for that.
    /// </summary>
    Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel);

    /// <summary>
    /// The same for a batch that goes on gathering until the store begins with it: then <paramref name="take"/> is called, from any
    /// thread, for what it holds. No outcomes when it never was.
    /// </summary>
    Task<IReadOnlyList<CommitOutcome>> Commit(Func<IReadOnlyList<Write>> take, CancellationToken cancel) => Commit(take(), cancel);

    /// <summary>The newest snapshot of an entity, or null.</summary>
    Task<StoredSnapshot?> ReadSnapshot(EntityId entity, CancellationToken cancel);

    /// <summary>The sequence number of the entity's last event, also of one that was deleted; 0 for none.</summary>
    Task<long> ReadLast(EntityId entity, CancellationToken cancel);

    /// <summary>
    /// Events with a sequence number greater than <paramref name="after"/>, oldest first, at most <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<StoredEvent>> ReadForward(EntityId entity, long after, int limit, CancellationToken cancel);

    /// <summary>
    /// The newest events with <paramref name="since"/> &lt;= sequence number &lt; <paramref name="before"/> and one of these types (any
    /// when empty), at most <paramref name="limit"/>, returned oldest first.
    /// </summary>
    Task<IReadOnlyList<StoredEvent>> ReadBack(
        EntityId entity, long before, long since, IReadOnlyList<string> types, int limit, CancellationToken cancel);

    /// <summary>
    /// The newest events about the event <paramref name="about"/> with a sequence number smaller than <paramref name="before"/> and one
    /// of these types (any when empty), at most <paramref name="limit"/>, returned oldest first.
    /// </summary>
    Task<IReadOnlyList<StoredEvent>> ReadAbout(
        EntityId entity, long about, long before, IReadOnlyList<string> types, int limit, CancellationToken cancel);
}

/// <summary>Letters on their way. They are written and consumed by <see cref="IJournalStore.Commit"/>.</summary>
public interface ILetterStore
{
    /// <summary>All letters that are due at <paramref name="now"/>, by due time and then by id, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel);
}

/// <summary>Names to list and search.</summary>
public interface IDirectoryStore
{
    /// <summary>
    /// Entries of a kind by key. <paramref name="text"/> is folded; it must begin the key (<paramref name="prefix"/>) or stand anywhere
    /// in it; it is plain text, never a pattern.
    /// </summary>
    Task<IReadOnlyList<DirectoryEntry>> Search(string kind, string text, bool prefix, bool listedOnly, int limit, CancellationToken cancel);
}

/// <summary>The bytes of files, in chunks.</summary>
public interface IFileStore
{
    /// <summary>Keeps a chunk; the same index again replaces it.</summary>
    Task PutChunk(string file, int index, ReadOnlyMemory<byte> data, CancellationToken cancel);

    /// <summary>A chunk, or null.</summary>
    Task<byte[]?> GetChunk(string file, int index, CancellationToken cancel);

    /// <summary>How many of a file's chunks are there from the first on, without a gap: where an upload goes on.</summary>
    Task<int> CountChunks(string file, CancellationToken cancel);
}

/// <summary>The store can't be used as it is. The message says what to do.</summary>
public sealed class StoreRefusedException(string message) : Exception(message);

/// <summary>The store did not answer, or not as it should; asking again later may go better.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
