using System.Collections.Concurrent;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>A few connections that read, off the caller's thread. In WAL mode they neither wait for the writer nor make it wait.</summary>
sealed class SqliteReaders(SqliteOptions options) : IAsyncDisposable
{
    readonly ConcurrentBag<SqliteSession> idle = [];
    readonly SemaphoreSlim free = new(options.Readers);
    int queued;
    bool closed;

    /// <summary>Reads. A call that needs more than one statement to see one moment begins a transaction.</summary>
    /// <exception cref="StoreUnavailableException">Too many wait, or the database failed.</exception>
    public async Task<T> Read<T>(Func<SqliteSession, T> read, CancellationToken cancel)
    {
        try
        {
            if (Interlocked.Increment(ref queued) > options.MaxQueuedReads)
            {
                throw new StoreUnavailableException(
                    $"{options.MaxQueuedReads} reads wait for the database {options.Path}, which is the limit (MaxQueuedReads).");
            }
            await free.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref queued);
        }

        try
        {
            if (Volatile.Read(ref closed)) throw new StoreUnavailableException($"The database {options.Path} has been closed.");
#pragma warning disable RS0030 // This adapter moves SQLite, which blocks, off the caller's thread.
            return await Task.Run(() => WithSession(read), cancel);
#pragma warning restore RS0030
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Waits for the reads under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, true)) return;
        for (var reader = 0; reader < options.Readers; reader++) await free.WaitAsync();
        while (idle.TryTake(out var session)) session.Dispose();
        // Whoever still waited, or comes late, gets a place and is told.
        free.Release(options.Readers);
    }

    T WithSession<T>(Func<SqliteSession, T> read)
    {
        SqliteSession? session = null;
        try
        {
            if (!idle.TryTake(out session)) session = SqliteSession.Open(options, readOnly: true);
            var result = read(session);
            idle.Add(session);
            return result;
        }
        catch (Exception failure)
        {
            // Its state is in doubt, and a new one costs little.
            session?.Dispose();
            throw SqliteErrors.Translate(failure, options);
        }
    }
}
