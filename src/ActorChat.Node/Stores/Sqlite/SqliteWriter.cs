using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// Which of the writer's two queues: the first is always served before the second, so that no lease runs out behind commits.
/// </summary>
enum WriteLane
{
    Leases,
    Data,
}

/// <summary>
/// The one thread of this process that writes. SQLite blocks its caller, and a turn belongs to a thread, so both live here.
/// Each piece of work is one transaction, in a turn of its own. What fails is rolled back; if even that fails, the connection
/// is given up and the next piece of work makes a new one.
/// </summary>
sealed class SqliteWriter : IAsyncDisposable
{
    readonly SqliteOptions options;
    readonly object gate = new();
    readonly Queue<IWriteWork>[] lanes = [new(), new()];
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool closing;

    // Only the thread's own.
    SqliteSession? session;
    WriteTurn? turn;

    public SqliteWriter(SqliteOptions options)
    {
        this.options = options;
#pragma warning disable RS0030 // This adapter owns its thread.
        new Thread(Work) { Name = "sqlite writer", IsBackground = true }.Start();
#pragma warning restore RS0030
    }

    /// <summary>Does this in a transaction and commits it.</summary>
    /// <exception cref="StoreUnavailableException">The queue is full, the store is closed, or the database failed.</exception>
    public Task<T> Run<T>(WriteLane lane, Func<SqliteSession, T> act, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        var work = new WriteWork<T>(act, cancel);
        lock (gate)
        {
            var queue = lanes[(int)lane];
            if (closing) return Task.FromException<T>(new StoreUnavailableException($"The database {options.Path} has been closed."));
            if (queue.Count >= options.MaxQueuedWrites)
            {
                return Task.FromException<T>(new StoreUnavailableException(
                    $"{queue.Count} writes wait for the database {options.Path}, which is the limit (MaxQueuedWrites)."));
            }
            queue.Enqueue(work);
            Monitor.Pulse(gate);
        }
        return work.Done;
    }

    /// <summary>Does what is queued, then ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closing = true;
            Monitor.Pulse(gate);
        }
        await ended.Task;
    }

    void Work()
    {
        while (Next() is { } work)
        {
            if (work.Cancelled) work.Cancel();
            else Do(work);
        }
        GiveUp();
        turn?.Dispose();
        ended.SetResult();
    }

    IWriteWork? Next()
    {
        lock (gate)
        {
            while (true)
            {
                if (lanes[0].TryDequeue(out var work) || lanes[1].TryDequeue(out work)) return work;
                if (closing) return null;
                Monitor.Wait(gate);
            }
        }
    }

    void Do(IWriteWork work)
    {
        var connected = session is not null;
        var entered = false;
        Exception? failure = null;
        try
        {
            session ??= SqliteSession.Open(options, readOnly: false);
            turn ??= new WriteTurn(session.FullPath);
            if (!connected) UseWriteAheadLog(session, turn);
            entered = Begin(session, turn);
            work.Act(session);
            session.Commit();
        }
        catch (Exception thrown)
        {
            failure = thrown;
            if (connected) RollBack();
            else GiveUp();
        }
        finally
        {
            if (entered) turn!.Leave();
        }
        // After the turn is given up: others need not wait for those who waited for this.
        if (failure is null) work.Succeed();
        else work.Fail(SqliteErrors.Translate(failure, options));
    }

    void UseWriteAheadLog(SqliteSession db, WriteTurn turn)
    {
        var entered = turn.Enter(options.BusyTimeout);
        try
        {
            db.UseWriteAheadLog();
        }
        finally
        {
            if (entered) turn.Leave();
        }
    }

    // Whether the transaction began in a turn. Without one it only tries, and queues again: whoever waits for SQLite's lock while others
    // take turns waits in vain.
    bool Begin(SqliteSession db, WriteTurn turn)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < options.BusyTimeout;)
        {
            var entered = turn.Enter(options.TurnTimeout);
            var begun = false;
            try
            {
                begun = db.TryBegin(entered ? options.BusyTimeout : TimeSpan.Zero);
                if (begun) return entered;
            }
            finally
            {
                if (entered && !begun) turn.Leave();
            }
        }
        throw new SqliteException("no turn, and no lock", raw.SQLITE_BUSY);
    }

    void RollBack()
    {
        try
        {
            session?.RollBack();
        }
        catch (SqliteException)
        {
            GiveUp();
        }
    }

    void GiveUp()
    {
        session?.Dispose();
        session = null;
    }
}
