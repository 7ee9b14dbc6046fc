using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;
using Akka.Persistence;

namespace ActorChat.Node.Journals;

/// <summary>What a persistent actor hands to its journal at once, as one write.</summary>
static class AtomicWrites
{
    /// <summary>One write for all of them: they stand or fall together.</summary>
    /// <exception cref="ArgumentException">
    /// They are not one entity's, do not follow each other, or hold something else than <see cref="Persisted"/>.
    /// </exception>
    public static Write ToWrite(IReadOnlyList<AtomicWrite> writes)
    {
        var entity = EntityOf(writes[0]);
        var merging = new Merging(writes[0].LowestSequenceNr - 1);
        foreach (var write in writes)
        {
            if (write.PersistenceId != writes[0].PersistenceId)
                throw new ArgumentException($"{write.PersistenceId} and {entity} write at once.");
            merging.Add(entity, Payload(write), write.LowestSequenceNr);
        }
        return merging.ToWrite(entity);
    }

    static EntityId EntityOf(AtomicWrite write) => EntityId.TryParse(write.PersistenceId, out var entity)
        ? entity
        : throw new ArgumentException($"The persistence id '{write.PersistenceId}' is not kind/name.");

    static List<Persisted> Payload(AtomicWrite write) =>
    [
        .. ((IEnumerable<IPersistentRepresentation>)write.Payload).Select(one => one.Payload as Persisted
            ?? throw new ArgumentException($"An entity persists {nameof(Persisted)}, not {one.Payload?.GetType()}.")),
    ];

    sealed class Merging(long after)
    {
        readonly List<NewEvent> events = [];
        readonly List<NewLetter> letters = [];
        readonly List<long> consumes = [];
        readonly List<DirectoryChange> directory = [];
        readonly List<PurgeRange> purges = [];
        readonly Dictionary<long, RewrittenEvent> rewrites = [];
        readonly List<string> dropFiles = [];
        StoredSnapshot? snapshot;

        long Last => after + events.Count;

        public void Add(EntityId entity, List<Persisted> persisted, long lowest)
        {
            if (lowest != Last + 1) throw new ArgumentException($"{entity}: event {lowest} does not follow {Last}.");
            if (persisted.Skip(1).Any(one => one.Extras is not null))
                throw new ArgumentException($"{entity}: extras stand on the first event of an atomic write.");
            events.AddRange(persisted.Select(one => one.Event));
            if (persisted[0].Extras is { } extras) Add(extras);
        }

        public Write ToWrite(EntityId entity) => new(entity, after, events)
        {
            Letters = letters,
            Consumes = consumes,
            Directory = directory,
            Snapshot = snapshot,
            Purges = purges,
            Rewrites = rewrites.Count == 0 ? []
                : [.. rewrites.Values.Where(one => !purges.Exists(range => range.Covers(one.Seq, one.Type, one.About)))],
            DropFiles = dropFiles,
        };

        void Add(WriteExtras extras)
        {
            letters.AddRange(extras.Letters);
            consumes.AddRange(extras.Consumes);
            directory.AddRange(extras.Directory);
            dropFiles.AddRange(extras.DropFiles);
            // What came after it is not deleted by it, and neither is the event that was the last one then.
            purges.AddRange(extras.Purges.Select(range => range with { To = Math.Min(range.To, Last),
                AboutBefore = Math.Min(range.AboutBefore, Last) }));
            foreach (var rewrite in extras.Rewrites) Rewrite(rewrite);
            snapshot = extras.Snapshot ?? snapshot;
        }

        // What is not in the store yet goes there as it is now.
        void Rewrite(RewrittenEvent rewrite)
        {
            var index = rewrite.Seq - after - 1;
            if (index < 0) rewrites[rewrite.Seq] = rewrite;
            else if (index < events.Count) events[(int)index] = events[(int)index] with { Body = rewrite.Body };
        }
    }
}
