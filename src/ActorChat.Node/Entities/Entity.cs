using ActorChat.Node.Behaviours;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Entities;

/// <summary>
/// One entity in memory: a mailbox, and turns in which it decides, one at a time.
///
/// <code>
///            replayed      stop, fenced, outcome unknown, lease over       commit under way ended
///  Recovering --------> Running ------------------------------> Halting ------------------------> Stopped
///      ^                   |  \___________________________ idle _________________________________^
///      +-------------------+  a commit ended in conflict
/// </code>
///
/// While it recovers it keeps what comes in its mailbox, boundedly. While a commit is under way it goes on deciding against
/// the provisional state and gathers the next write, so that a hot entity's throughput is not one command per commit.
/// Answers and feed events leave after the commit of everything that they were built on, in sequence order. If a commit is
/// not certainly done, everything provisional is thrown away. When nobody knows how it ended, it may still come about later: then
/// the entity stops, and its shard gets a new epoch before anything is replayed, so that a late commit is either seen or fenced.
///
/// What others call (<see cref="TryPost"/>, <see cref="OnOutcome"/>, <see cref="Stop"/> …) only takes note under the gate and
/// schedules a turn; all else belongs to the turn.
/// </summary>
sealed partial class Entity(EntityId id, EntityKind kind, ShardClaim claim, EntityServices services) : IThreadPoolWorkItem, Journals.IWriteObserver
{
    enum Phase { Recovering, Running, Halting, Stopped }

    readonly ILogger log = services.Log;

    // Under gate.
    readonly Lock gate = new();
    readonly Queue<Envelope> mailbox = [];
    readonly TaskCompletionSource stopped = Completion.Source();
    CommitOutcome? outcome;
    Recovered? recovered;
    bool scheduled, closed, stopAsked, idleAsked, recoveryBegun;
    long lastActive = services.Time.GetTimestamp();

    // Only in turns.
    Phase phase = Phase.Recovering;
    object state = null!;
    long committedSeq, decidedSeq, snapshotSeq, snapshotBytes;
    Draft? underWay, gathering;
    Hub? hub;

    /// <summary>The entity's name.</summary>
    public EntityId Id => id;

    /// <summary>By which right it writes.</summary>
    public ShardClaim Claim => claim;

    /// <summary>When it was last asked something, as a timestamp.</summary>
    public long LastActive => Volatile.Read(ref lastActive);

    /// <summary>Ends when the entity has left memory.</summary>
    public Task Stopped => stopped.Task;

    /// <summary>Puts an envelope into the mailbox. False when the entity has stopped: ask the host for another. A full mailbox refuses the envelope itself.</summary>
    public bool TryPost(Envelope envelope)
    {
        lock (gate)
        {
            if (closed) return false;
            if (mailbox.Count < services.Options.MaxMailbox)
            {
                mailbox.Enqueue(envelope);
                Schedule();
                return true;
            }
        }
        if (envelope.TryTake()) envelope.End(new(AskStatus.Overloaded));
        return true;
    }

    /// <summary>Finishes the commit under way and stops; what waits is told that the entity has moved.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopAsked = true;
            Schedule();
        }
    }

    /// <summary>Leaves memory if nothing is going on.</summary>
    public void Passivate()
    {
        lock (gate)
        {
            idleAsked = true;
            Schedule();
        }
    }

    /// <inheritdoc/>
    public void OnOutcome(CommitOutcome outcome)
    {
        lock (gate)
        {
            this.outcome = outcome;
            Schedule();
        }
    }

    void OnRecovered(Recovered recovered)
    {
        lock (gate)
        {
            this.recovered = recovered;
            Schedule();
        }
    }

    // Under gate.
    void Schedule()
    {
        if (scheduled || phase == Phase.Stopped) return;
        scheduled = true;
        services.Dispatcher.Schedule(this);
    }

    /// <summary>One turn.</summary>
    public void Execute()
    {
        try
        {
            Turn();
        }
        catch (Exception e)
        {
            LogTurnFailed(e, id);
            Halt();
        }
        lock (gate)
        {
            scheduled = false;
            // What came during the turn found it scheduled.
            var stops = stopAsked && phase is (Phase.Recovering or Phase.Running);
            if (outcome is not null || recovered is not null || stops || (MayDecide && mailbox.Count > 0)) Schedule();
        }
    }

    void Turn()
    {
        var notes = TakeNotes();
        if (notes.Outcome is { } ended) OnCommitEnded(ended);
        if (notes.Recovered is { } replayed && phase == Phase.Recovering) BeginRunning(replayed);
        if (phase is Phase.Recovering or Phase.Running && (notes.Stop || !services.MayServe(claim))) Halt();
        if (phase == Phase.Recovering) BeginRecovery();
        if (phase == Phase.Running) DecideSome();
        if (phase == Phase.Running && notes.Idle) CloseIfIdle();
    }

    (CommitOutcome? Outcome, Recovered? Recovered, bool Stop, bool Idle) TakeNotes()
    {
        lock (gate)
        {
            var notes = (outcome, recovered, stopAsked, idleAsked);
            (outcome, recovered, idleAsked) = (null, null, false);
            return notes;
        }
    }

    void BeginRecovery()
    {
        if (recoveryBegun) return;
        recoveryBegun = true;
        _ = Recover();
    }

    async Task Recover()
    {
        var delay = TimeSpan.FromMilliseconds(100);
        while (!services.Stopping.IsCancellationRequested && !closed)
        {
            try
            {
                OnRecovered(await services.Recovery.Run(id, kind, services.Stopping));
                return;
            }
            catch (Exception e) when (!services.Stopping.IsCancellationRequested)
            {
                LogRecoveryFailed(e, id, delay);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(delay, services.Time, services.Stopping).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            delay = delay < TimeSpan.FromSeconds(2) ? delay * 2 : delay;
        }
    }

    // Everything provisional goes; the journal knows.
    void RecoverAgain()
    {
        LogReplays(id);
        gathering?.EndAll(AskStatus.Moved);
        gathering = null;
        phase = Phase.Recovering;
        recoveryBegun = false;
    }

    // What waits has certainly not been done; what is under way ends with its commit.
    void Halt()
    {
        Envelope[] waiting;
        lock (gate)
        {
            closed = true;
            waiting = [.. mailbox];
            mailbox.Clear();
        }
        foreach (var envelope in waiting)
        {
            if (envelope.TryTake()) envelope.End(new(AskStatus.Moved));
        }
        gathering?.EndAll(AskStatus.Moved);
        gathering = null;
        phase = Phase.Halting;
        if (underWay is null) Finish();
    }

    void CloseIfIdle()
    {
        lock (gate)
        {
            if (mailbox.Count > 0 || underWay is not null) return;
            closed = true;
        }
        Finish();
    }

    void Finish()
    {
        phase = Phase.Stopped;
        services.Forget(this);
        stopped.TrySetResult();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Entity} could not decide on {Command}: a bug")]
    partial void LogDecideFailed(Exception e, EntityId entity, string command);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Entity} leaves memory: its turn failed, a bug")]
    partial void LogTurnFailed(Exception e, EntityId entity);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entity} could not be replayed; it tries again in {Delay}")]
    partial void LogRecoveryFailed(Exception e, EntityId entity, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Entity} replays its journal: its last commit was in conflict")]
    partial void LogReplays(EntityId entity);
}
