using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
sealed class SqliteSession : IDisposable
{
    readonly SqliteConnection connection;
    readonly Statement beginRead, commit, rollback;
    readonly int busyTimeoutMs;

    SqliteSession(SqliteConnection connection, SqliteOptions options)
    {
        this.connection = connection;
        busyTimeoutMs = (int)options.BusyTimeout.TotalMilliseconds;
        beginRead = new(connection, "begin");
        commit = new(connection, "commit");
        rollback = new(connection, "rollback");
        Events = new(connection);
        Snapshots = new(connection);
        Letters = new(connection);
        Agreements = new(connection);
        Directory = new(connection);
        Files = new(connection);
        Search = new(connection);
        Cluster = new(connection);
        Generations = new(connection);
    }

    public EventTable Events { get; }
    public SnapshotTable Snapshots { get; }
    public LetterTable Letters { get; }
    public AgreementTable Agreements { get; }
    public DirectoryTable Directory { get; }
    public FileTable Files { get; }
    public SearchTable Search { get; }
    public ClusterTable Cluster { get; }
    public GenerationTable Generations { get; }

    /// <summary>The file's path without symbolic links, as SQLite knows it: the same in all processes that use the file.</summary>
    public string FullPath => Ask("select file from pragma_database_list where name = 'main'") ?? "";

    /// <summary>Connects and makes the settings that last as long as the connection. Creates the file.</summary>
    /// <exception cref="SqliteException"/>
    public static SqliteSession Open(SqliteOptions options, bool readOnly)
    {
        Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            // Whole, as some short names (:memory:) are no files to the library.
            DataSource = Path.GetFullPath(options.Path),
            Pooling = false,
            // When SQLite reports that the file is busy, the library sleeps 150 ms and asks again until this many seconds have
            // passed. As SQLite itself has waited for BusyTimeout by then, which is no less, it never comes to that.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection, options);
            session.Execute(
                $"""
                pragma busy_timeout = {session.busyTimeoutMs};
                pragma synchronous = full;
                pragma cache_size = -{options.CacheBytes / 1024};
                pragma wal_autocheckpoint = {options.CheckpointPages};
                pragma journal_size_limit = {options.MaxIdleLogBytes};
                pragma temp_store = memory;
                pragma query_only = {(readOnly ? 1 : 0)};
                """);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes readers and the writer independent of each other. Stays with the file; no transaction may be open anywhere the first time.
    /// </summary>
    public void UseWriteAheadLog() => Execute("pragma journal_mode = wal");

    /// <summary>
    /// Starts a write transaction: there is one at a time, over all processes. False when another one is still open after that long.
    /// </summary>
    public bool TryBegin(TimeSpan wait)
    {
        // Past the library, which would sleep and ask again.
        raw.sqlite3_busy_timeout(connection.Handle, (int)wait.TotalMilliseconds);
        var result = raw.sqlite3_exec(connection.Handle, "begin immediate");
        raw.sqlite3_busy_timeout(connection.Handle, busyTimeoutMs);
        if (result == raw.SQLITE_BUSY) return false;
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
        return true;
    }

    /// <summary>Starts a read transaction: all that it reads is of one moment.</summary>
    public void BeginRead() => beginRead.Run();

    public void Commit() => commit.Run();

    /// <summary>Ends a transaction that failed; some failures have ended it already.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0) rollback.Run();
    }

    /// <summary>Frees the pages that it has cached.</summary>
    public void Trim() => Execute("pragma shrink_memory");

    /// <summary>Runs statements that are not worth keeping prepared.</summary>
    public void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    /// <summary>A statement of the caller's own.</summary>
    public Statement Prepare(string sql) => new(connection, sql);

    /// <summary>The first column of the first row of a statement not worth keeping prepared.</summary>
    public string? Ask(string sql)
    {
        using var statement = Prepare(sql);
        return statement.First(row => row.GetString(0));
    }

    public void Dispose()
    {
        IDisposable[] statements =
            [beginRead, commit, rollback, Events, Snapshots, Letters, Agreements, Directory, Files, Search, Cluster, Generations];
        foreach (var statement in statements) statement.Dispose();
        connection.Dispose();
    }
}
