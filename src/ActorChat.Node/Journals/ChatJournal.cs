using System.Collections.Immutable;
using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql.Journal;

namespace ActorChat.Node.Journals;

/// <summary>
/// Akka.Persistence.Sql's journal on its own tables, with the node's group commit in the place of its writing and prepared statements in
/// the place of its reading. Deletion is the library's.
/// </summary>
public sealed class ChatJournal : SqlWriteJournal
{
    /// <summary>
    /// How long a recovery waits for the entity's writes that are under way here, also for those whose commit has been given up but goes
    /// on in the store. Beyond that it reads what is there: should such a write still come about, the entity's own next one is in
    /// conflict, and it recovers again.
    /// </summary>
    public static readonly TimeSpan MaxWaitForWrites = TimeSpan.FromSeconds(8);

    // As the library reads by default: bounds the memory of a replay.
    const int ReplayPage = 1000;

    readonly Journal journal;
    readonly IStore store;

    /// <summary>Made by Akka.</summary>
    /// <exception cref="ConfigurationException">The actor system has no <see cref="JournalSetup"/>.</exception>
    public ChatJournal(Config config)
        : base(config)
    {
        var setup = JournalConfig.SetupOf(Context.System);
        (journal, store) = (setup.Journal, setup.Store);
    }

    /// <inheritdoc/>
    public override async Task<long> ReadHighestSequenceNrAsync(
        string persistenceId, long fromSequenceNr, CancellationToken cancellationToken)
    {
        var entity = EntityId.Parse(persistenceId);
        await journal.Ended(entity, MaxWaitForWrites);
        return await store.ReadLast(entity, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max,
            Action<IPersistentRepresentation> recoveryCallback)
    {
        var entity = EntityId.Parse(persistenceId);
        for (var after = Math.Max(fromSequenceNr, 1) - 1; max > 0 && after < toSequenceNr;)
        {
            var page = await store.ReadForward(entity, after, (int)Math.Min(max, ReplayPage), default);
            foreach (var e in page)
            {
                if (e.Seq > toSequenceNr) return;
                recoveryCallback(ToPersistent(e, persistenceId));
                after = e.Seq;
                max--;
            }
            if (page.Count < ReplayPage) return;
        }
    }

    /// <summary>Commits all of them together. Rejected when they are certainly not stored, thrown when nobody knows.</summary>
    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(
        IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        IReadOnlyList<AtomicWrite> writes = [.. messages];
        Write write;
        try
        {
            write = AtomicWrites.ToWrite(writes);
        }
        catch (ArgumentException wrong)
        {
            return Rejected(writes, wrong);
        }
        // Not given up when Akka does: what is under way comes about or not, whoever still waits.
        return await journal.Commit(write) switch
        {
            // All are stored.
            CommitOutcome.Committed => null!,
            CommitOutcome.Conflict => Rejected(writes, new WriteConflictException(
                $"Nothing of this write to {write.Entity} after event {write.After} is stored: its journal has gone on elsewhere, a letter "
                    + "that it consumes is gone, or this node is closing.")),
            _ => throw new StoreUnavailableException($"It is not known whether {write.Entity}'s events after {write.After} are stored."),
        };
    }

    static ImmutableArray<Exception> Rejected(IReadOnlyList<AtomicWrite> writes, Exception why) => [.. writes.Select(_ => why)];

    static Persistent ToPersistent(StoredEvent e, string persistenceId) => new(
        new Persisted(new NewEvent(e.At, e.Type, e.About, e.Expels, e.Body)), e.Seq, persistenceId, e.Type, false, ActorRefs.NoSender,
            EventRow.Writer, e.At.UtcTicks);
}
