using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Persistence;
using Akka.Persistence.Journal;
using ActorChat.Node;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Entities;

/// <summary>What a test says of the journal of its actor system.</summary>
sealed class JournalControl : Setup
{
    TaskCompletionSource writing = Open(), replaying = Open();
    Ending? next;
    int begun;

    enum Ending { Rejected, Failed, Lost }

    /// <summary>What stands in the journal.</summary>
    public ConcurrentDictionary<string, ImmutableList<IPersistentRepresentation>> Rows { get; } = new();

    /// <summary>How many batches of writes were begun.</summary>
    public int Begun => Volatile.Read(ref begun);

    /// <summary>Writes wait from now on.</summary>
    public void HoldWrites() => writing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Writes go on.</summary>
    public void ReleaseWrites() => writing.TrySetResult();

    /// <summary>Replays wait from now on.</summary>
    public void HoldReplays() => replaying = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Replays go on.</summary>
    public void ReleaseReplays() => replaying.TrySetResult();

    /// <summary>The next write is certainly not stored.</summary>
    public void RejectNext() => next = Ending.Rejected;

    /// <summary>Of the next write nobody knows how it ends.</summary>
    /// <param name="keeps">It is stored all the same.</param>
    public void FailNext(bool keeps) => next = keeps ? Ending.Lost : Ending.Failed;

    /// <summary>An entity's events.</summary>
    public IEnumerable<StoredEvent> Read(EntityId entity) =>
        Rows.GetValueOrDefault(entity.ToString(), []).Select(row => (row.SequenceNr, ((Persisted)row.Payload).Event))
        .Select(row => new StoredEvent(row.SequenceNr, row.Event.At, row.Event.Type, row.Event.About, row.Event.Expels, row.Event.Body));

    /// <summary>Ends when replays go on.</summary>
    public Task Replaying => replaying.Task;

    /// <summary>Stores writes, or not, as the test has said.</summary>
    public async Task<IImmutableList<Exception?>> Write(IReadOnlyList<AtomicWrite> writes)
    {
        Interlocked.Increment(ref begun);
        await writing.Task;
        var ending = next;
        next = null;
        if (ending is null or Ending.Lost)
        {
            foreach (var row in writes.SelectMany(write => (IEnumerable<IPersistentRepresentation>)write.Payload))
            {
                Rows.AddOrUpdate(row.PersistenceId, [row], (_, rows) => rows.Add(row));
            }
        }
        if (ending is Ending.Failed or Ending.Lost) throw new TimeoutException("The journal did not answer.");
        return [.. writes.Select(_ => ending == Ending.Rejected ? new InvalidOperationException("It does not follow.") : null)];
    }

    static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        open.SetResult();
        return open;
    }
}

/// <summary>A journal in memory whose writes wait, or end otherwise than they should, as a test says.</summary>
sealed class HeldJournal : AsyncWriteJournal
{
    readonly JournalControl control = Context.System.Settings.Setup.Get<JournalControl>().Value;

    /// <summary>The configuration of a system that uses it.</summary>
    public const string Config = """
        akka.loglevel = WARNING
        akka.persistence.journal.plugin = "akka.persistence.journal.held"
        akka.persistence.journal.held.class = "ActorChat.Tests.Entities.HeldJournal, ActorChat.Tests"
        akka.persistence.journal.held.plugin-dispatcher = "akka.actor.default-dispatcher"
        akka.persistence.journal.held.circuit-breaker.max-failures = 1000000
        akka.persistence.snapshot-store.plugin = "akka.persistence.no-snapshot-store"
        """;

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max,
        Action<IPersistentRepresentation> recoveryCallback)
    {
        var rows = control.Rows.GetValueOrDefault(persistenceId, []);
        foreach (var row in rows.Where(row => row.SequenceNr >= fromSequenceNr && row.SequenceNr <= toSequenceNr)) recoveryCallback(row);
        return Task.CompletedTask;
    }

    // It begins every replay, and is all of one that finds nothing.
    public override async Task<long> ReadHighestSequenceNrAsync(
        string persistenceId, long fromSequenceNr, CancellationToken cancellationToken)
    {
        await control.Replaying;
        return control.Rows.GetValueOrDefault(persistenceId, []).Select(row => row.SequenceNr).DefaultIfEmpty().Max();
    }

    protected override Task<IImmutableList<Exception?>> WriteMessagesAsync(
        IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken) =>
        control.Write([.. messages]);

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
