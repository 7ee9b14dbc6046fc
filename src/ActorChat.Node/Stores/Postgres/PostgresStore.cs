using ActorChat.Node.Behaviours;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>
/// A store on a PostgreSQL server, for nodes on many machines. Only plain tables, conditional updates and row locks are used, so other
/// engines that speak the protocol can serve. Commits may run side by side; those that write the same entity wait for each other. The clock
/// is the server's. When the server is away, calls throw <see cref="StoreUnavailableException"/> and commits are unknown, until it is back.
/// </summary>
public sealed partial class PostgresStore(PostgresOptions options, ILogger<PostgresStore>? logger = null) : IStore
{
    readonly ILogger logger = logger ?? NullLogger<PostgresStore>.Instance;
    Database? data;
    Database? commits;
    Database? leases;

    Database Data => data ?? throw NotOpened();

    Database Commits => commits ?? throw NotOpened();

    Database Leases => leases ?? throw NotOpened();

    /// <inheritdoc/>
    public async Task Open(CancellationToken cancel)
    {
        options.Validate();
        try
        {
            await using var connection = new NpgsqlConnection(options.ConnectionStringFor(options.MaxLeaseConnections));
            await connection.OpenAsync(cancel);
            await PostgresSchema.Migrate(connection, cancel);
        }
        catch (Exception failure) when (PostgresErrors.Translate(failure) is StoreUnavailableException translated)
        {
            throw PostgresErrors.IsForOperator(translated) ? new StoreRefusedException(translated.Message) : translated;
        }
        data ??= new Database(options, options.MaxConnections);
        commits ??= new Database(options, options.MaxCommitConnections);
        leases ??= new Database(options, options.MaxLeaseConnections);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        if (batch.Count == 0) return [];
        try
        {
            return await PostgresCommit.Run(Commits, batch, cancel);
        }
        catch (Exception failure)
        {
            if (failure is not OperationCanceledException) LogUnknown(batch.Count, failure);
            var unknown = new CommitOutcome[batch.Count];
            Array.Fill(unknown, CommitOutcome.Unknown);
            return unknown;
        }
    }

    /// <inheritdoc/>
    public Task<StoredSnapshot?> ReadSnapshot(EntityId entity, CancellationToken cancel) =>
        PostgresJournal.Snapshot(Data, entity, cancel);

    /// <inheritdoc/>
    public Task<long> ReadLast(EntityId entity, CancellationToken cancel) => PostgresJournal.Last(Data, entity, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadForward(EntityId entity, long after, int limit, CancellationToken cancel) =>
        PostgresJournal.Forward(Data, entity, after, limit, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadBack(
        EntityId entity, long before, long since, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        PostgresJournal.Back(Data, entity, before, since, types, limit, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadAbout(
        EntityId entity, long about, long before, IReadOnlyList<string> types, int limit, CancellationToken cancel) =>
        PostgresJournal.About(Data, entity, about, before, types, limit, cancel);

    /// <inheritdoc/>
    public Task<string> Agree(string name, string proposal, CancellationToken cancel) =>
        PostgresCluster.Agree(Leases, name, proposal, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel) =>
        PostgresNames.Due(Data, now, limit, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DirectoryEntry>> Search(
        string kind, string text, bool prefix, bool listedOnly, int limit, CancellationToken cancel) =>
        PostgresNames.Search(Data, kind, text, prefix, listedOnly, limit, cancel);

    /// <inheritdoc/>
    public Task PutChunk(string file, int index, ReadOnlyMemory<byte> data, CancellationToken cancel) =>
        PostgresNames.PutChunk(Data, file, index, data, cancel);

    /// <inheritdoc/>
    public Task<byte[]?> GetChunk(string file, int index, CancellationToken cancel) => PostgresNames.GetChunk(Data, file, index, cancel);

    /// <inheritdoc/>
    public Task<int> CountChunks(string file, CancellationToken cancel) => PostgresNames.CountChunks(Data, file, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<EntityId, SearchMark>> ReadSearchMarks(IReadOnlyList<EntityId> entities, CancellationToken cancel) =>
        PostgresSearch.Marks(Data, entities, cancel);

    /// <inheritdoc/>
    public Task<SearchMark> OpenSearch(EntityId entity, CancellationToken cancel) => PostgresSearch.Open(Data, entity, cancel);

    /// <inheritdoc/>
    public Task<bool> Index(SearchPage page, CancellationToken cancel) => PostgresSearch.Index(Data, page, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchHit>> FindWords(SearchQuery query, CancellationToken cancel) =>
        PostgresSearch.Find(Data, query, cancel);

    /// <summary>Closes the connections; calls under way end as they end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (data is not null) await data.DisposeAsync();
        if (commits is not null) await commits.DisposeAsync();
        if (leases is not null) await leases.DisposeAsync();
    }

    static InvalidOperationException NotOpened() => new("The store has not been opened.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "It is not known whether {Writes} writes were committed")]
    partial void LogUnknown(int writes, Exception failure);
}
