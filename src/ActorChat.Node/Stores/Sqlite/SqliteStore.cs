using System.Diagnostics;
using ActorChat.Node.Behaviours;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// A store in one file, for the node processes of one machine. All of them read side by side; they write in turns, one
/// transaction at a time, and a transaction is on the disk when its commit returns. The clock is the machine's.
/// </summary>
public sealed partial class SqliteStore(SqliteOptions options, ILogger<SqliteStore>? logger = null) : IStore
{
    readonly ILogger logger = logger ?? NullLogger<SqliteStore>.Instance;
    SqliteReaders? readers;
    SqliteWriter? writer;

    /// <inheritdoc/>
    public async Task Open(CancellationToken cancel)
    {
        options.Validate();
        var folder = Path.GetDirectoryName(Path.GetFullPath(options.Path));
        if (!Directory.Exists(folder))
            throw new StoreRefusedException($"The folder {folder} for the database does not exist. Make it, or set another path.");
        readers ??= new SqliteReaders(options);
        writer ??= new SqliteWriter(options);
        for (var watch = Stopwatch.StartNew(); ; LogWaits(options.Path))
        {
            try
            {
                await Write(WriteLane.Leases, db => SqliteSchema.Migrate(db, options.Path), cancel);
                return;
            }
            catch (StoreUnavailableException failure) when (SqliteErrors.IsForOperator(failure))
            {
                throw new StoreRefusedException(failure.Message);
            }
            catch (StoreUnavailableException failure) when (SqliteErrors.IsBusy(failure) && watch.Elapsed < options.OpenTimeout)
            {
                // Another node may be making the tables.
            }
        }
    }

    /// <summary>Only what the writer has cached is worth it.</summary>
    public Task Trim(CancellationToken cancel) => Write(WriteLane.Data, db => db.Trim(), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel) =>
        batch.Count == 0 ? [] : await Commit(() => batch, cancel) is { Count: > 0 } outcomes ? outcomes : Unknown(batch.Count);

    /// <summary>Takes the batch when it has its turn among the processes: until then it gathers.</summary>
    public async Task<IReadOnlyList<CommitOutcome>> Commit(Func<IReadOnlyList<Write>> take, CancellationToken cancel)
    {
        IReadOnlyList<Write> batch = [];
        try
        {
            return await Write(WriteLane.Data, db => new SqliteCommit(db).Run(batch = take()), cancel);
        }
        catch (Exception failure)
        {
            if (failure is not OperationCanceledException) LogUnknown(batch.Count, failure);
            return Unknown(batch.Count);
        }
    }

    static CommitOutcome[] Unknown(int writes)
    {
        var unknown = new CommitOutcome[writes];
        Array.Fill(unknown, CommitOutcome.Unknown);
        return unknown;
    }

    /// <inheritdoc/>
    public Task<StoredSnapshot?> ReadSnapshot(EntityId entity, CancellationToken cancel) =>
        Read(db => db.Snapshots.Get(entity), cancel);

    /// <inheritdoc/>
    public Task<long> ReadLast(EntityId entity, CancellationToken cancel) => Read(db => db.Events.Last(entity), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadForward(EntityId entity, long after, int limit, CancellationToken cancel) =>
        Read(db => db.Events.Forward(entity, after, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadBack(
        EntityId entity, long before, long since, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        Read(db => db.Events.Back(entity, before, since, types, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadAbout(
        EntityId entity, long about, long before, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        Read(db => db.Events.About(entity, about, before, types, limit), cancel);

    /// <inheritdoc/>
    public Task<string> Agree(string name, string proposal, CancellationToken cancel) =>
        Write(WriteLane.Leases, db => db.Agreements.Agree(name, proposal), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel) =>
        Read(db => db.Letters.Due(now, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DirectoryEntry>> Search(
        string kind, string text, bool prefix, bool listedOnly, int limit, CancellationToken cancel) =>
        Read(db => db.Directory.Search(kind, text, prefix, listedOnly, limit), cancel);

    /// <inheritdoc/>
    public Task PutChunk(string file, int index, ReadOnlyMemory<byte> data, CancellationToken cancel) =>
        Write(WriteLane.Data, db => db.Files.Put(file, index, data), cancel);

    /// <inheritdoc/>
    public Task<byte[]?> GetChunk(string file, int index, CancellationToken cancel) =>
        Read(db => db.Files.Get(file, index), cancel);

    /// <inheritdoc/>
    public Task<int> CountChunks(string file, CancellationToken cancel) => Read(db => db.Files.Count(file), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<EntityId, SearchMark>> ReadSearchMarks(IReadOnlyList<EntityId> entities, CancellationToken cancel) =>
        Read(db => db.Search.Marks(entities), cancel);

    /// <inheritdoc/>
    public Task<SearchMark> OpenSearch(EntityId entity, CancellationToken cancel) =>
        Write(WriteLane.Data, db => db.Search.Open(entity), cancel);

    /// <inheritdoc/>
    public Task<bool> Index(SearchPage page, CancellationToken cancel) => Write(WriteLane.Data, db => db.Search.Index(page), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchHit>> FindWords(SearchQuery query, CancellationToken cancel) =>
        Read(db => db.Search.Find(query), cancel);

    /// <summary>Does what is queued, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (writer is not null) await writer.DisposeAsync();
        if (readers is not null) await readers.DisposeAsync();
    }

    Task<T> Read<T>(Func<SqliteSession, T> read, CancellationToken cancel) =>
        readers is null ? throw NotOpened() : readers.Read(read, cancel);

    Task<T> Write<T>(WriteLane lane, Func<SqliteSession, T> act, CancellationToken cancel) =>
        writer is null ? throw NotOpened() : writer.Run(lane, act, cancel);

    Task Write(WriteLane lane, Action<SqliteSession> act, CancellationToken cancel) => Write(lane, db =>
    {
        act(db);
        return true;
    }, cancel);

    static InvalidOperationException NotOpened() => new("The store has not been opened.");

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The database {Path} is locked by another process, which may be making its tables; waiting")]
    partial void LogWaits(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "It is not known whether {Writes} writes were committed")]
    partial void LogUnknown(int writes, Exception failure);
}
