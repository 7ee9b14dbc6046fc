using System.Threading.Channels;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Journals;

/// <summary>Is told how its write ended; called from the commit loop, so it only takes note.</summary>
public interface IWriteObserver
{
    /// <summary>Called exactly once for a write.</summary>
    void OnOutcome(CommitOutcome outcome);
}

/// <summary>
/// Group commit: while one transaction commits, the next batch gathers; no timers. There is one loop per store connection,
/// each for a part of the entities, so that one entity's writes never overtake each other. The queue is bounded by the
/// number of live entities: each has one write with events under way at most, and a few without.
/// </summary>
public sealed partial class Journal(
    IJournalStore store, StoreHealth health, JournalOptions options, TimeProvider time, ILogger<Journal> log)
{
    readonly Channel<(Write Write, IWriteObserver Observer)>[] queues =
        [.. Enumerable.Range(0, Math.Max(1, options.CommitLoops)).Select(_ => Channel.CreateUnbounded<(Write, IWriteObserver)>())];

    readonly WritesUnderWay underWay = new();
    long commits, writes, events;

    /// <summary>Group commits, entity writes and events so far that ended as committed.</summary>
    public (long Commits, long Writes, long Events) Counters =>
        (Interlocked.Read(ref commits), Interlocked.Read(ref writes), Interlocked.Read(ref events));

    /// <summary>Entities whose writes are under way.</summary>
    public int UnderWay => underWay.Entities;

    /// <summary>Hands in a write.</summary>
    public void Append(Write write, IWriteObserver observer)
    {
        underWay.Begin(write.Entity);
        if (queues[QueueOf(write)].Writer.TryWrite((write, observer))) return;
        underWay.End(write.Entity);
        observer.OnOutcome(CommitOutcome.Conflict);
    }

    /// <summary>
    /// Commits a write, with or without events, together with those of other entities. Never throws: <see cref="CommitOutcome.Conflict"/>
    /// when the journal is closed, <see cref="CommitOutcome.Unknown"/> when the store does not answer in time.
    /// </summary>
    public Task<CommitOutcome> Commit(Write write)
    {
        var awaited = new Awaited();
        Append(write, awaited);
        return awaited.Task;
    }

    /// <summary>
    /// When none of this entity's writes is under way here any more, also none whose outcome was given up as unknown while the store goes
    /// on with it; or when that takes longer than the limit.
    /// </summary>
    public async Task Ended(EntityId entity, TimeSpan limit)
    {
        var ended = underWay.Ended(entity);
        if (ended.IsCompleted) return;
        try
        {
            await ended.WaitAsync(limit, time);
        }
        catch (TimeoutException)
        {
            LogStillUnderWay(entity, limit);
        }
    }

    /// <summary>Commits until cancelled; what is still queued then ends as in conflict.</summary>
    public Task Run(CancellationToken stop) => Task.WhenAll(queues.Select(queue => RunLoop(queue, stop)));

    // An entity's writes all go the same way.
    int QueueOf(Write write) => (int)((uint)write.Entity.GetHashCode() % (uint)queues.Length);

    async Task RunLoop(Channel<(Write, IWriteObserver)> queue, CancellationToken stop)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(stop))
            {
                var batch = new Batch(queue.Reader, options.MaxWritesPerCommit);
                batch.Tell(await Commit(batch));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            queue.Writer.Complete();
            while (queue.Reader.TryRead(out var left))
            {
                underWay.End(left.Item1.Entity);
                left.Item2.OnOutcome(CommitOutcome.Conflict);
            }
        }
    }

    // A commit that is not back in time may still come about: its outcome is unknown, and the entities look for themselves.
    async Task<IReadOnlyList<CommitOutcome>> Commit(Batch batch)
    {
        using var timeout = new CancellationTokenSource(options.CommitTimeout, time);
        var call = health.Begin();
        var running = Task.FromResult<IReadOnlyList<CommitOutcome>>([]);
        try
        {
            running = store.Commit(batch.Take, timeout.Token);
            var outcomes = await running.WaitAsync(timeout.Token);
            var writes = batch.End();
            // None when the store failed before it began.
            if (outcomes.Count < writes.Count) outcomes = Unknown(writes);
            if (outcomes.All(outcome => outcome == CommitOutcome.Unknown)) health.Failed(call, "nobody knows how the last commit ended");
            else health.Written(call);
            Count(writes, outcomes);
            return outcomes;
        }
        catch (Exception e)
        {
            var writes = batch.End();
            health.Failed(call, "nobody knows how the last commit ended");
            LogFailed(e, writes.Count);
            return Unknown(writes);
        }
        finally
        {
            _ = EndWith(running, batch.End());
        }
    }

    // At once when the store is done with them.
    async Task EndWith(Task running, IReadOnlyList<Write> batch)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (var write in batch) underWay.End(write.Entity);
    }

    static IReadOnlyList<CommitOutcome> Unknown(IReadOnlyList<Write> writes) => [.. writes.Select(_ => CommitOutcome.Unknown)];

    void Count(IReadOnlyList<Write> batch, IReadOnlyList<CommitOutcome> outcomes)
    {
        Interlocked.Increment(ref commits);
        for (var i = 0; i < batch.Count; i++)
        {
            if (outcomes[i] != CommitOutcome.Committed) continue;
            Interlocked.Increment(ref writes);
            Interlocked.Add(ref events, batch[i].Events.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The outcome of a group commit of {Count} entities is unknown; they recover from the journal")]
    partial void LogFailed(Exception e, int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A write of {Entity} is still under way after {Limit}; it is recovered from what is stored")]
    partial void LogStillUnderWay(EntityId entity, TimeSpan limit);

    // Who waits goes on within the commit loop: it hands the outcome on to an actor, and that is all.
    sealed class Awaited : TaskCompletionSource<CommitOutcome>, IWriteObserver
    {
        public void OnOutcome(CommitOutcome outcome) => SetResult(outcome);
    }
}
