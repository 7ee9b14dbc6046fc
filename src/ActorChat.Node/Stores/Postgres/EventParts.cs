using static ActorChat.Node.Stores.Postgres.CommitPart;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Parts of a commit that change journals and snapshots.</summary>
static class EventParts
{
    // In the order of their keys: two commits that write the same entities wait for each other, and never in a circle.
    public static CommitPart? Insert(IReadOnlyList<Write> batch) => For(batch, Kept, rows => new CommitPart(
        $"""
        event_insert as (
            insert into journal (created, deleted, persistence_id, sequence_number, message, tags, manifest, identifier, writer_uuid)
            select added.created, false, good.entity, added.seq, added.message, added.tags, added.type,
                {EventRow.Serializer}, '{EventRow.Writer}'
            from unnest(@event_place, @event_seq, @event_created, @event_type, @event_tags, @event_message)
                as added(place, seq, created, type, tags, message)
            join good on good.place = added.place
            order by good.entity, added.seq
        )
        """,
        Column("event_place", rows, row => row.Place),
        Column("event_seq", rows, row => row.Value.Seq),
        Column("event_created", rows, row => EventRow.Created(row.Value.Event.At)),
        Column("event_type", rows, row => row.Value.Event.Type),
        Column("event_tags", rows, row => EventRow.Tags(row.Value.Event)),
        Column("event_message", rows, row => EventRow.Message(row.Value.Event.At, row.Value.Event.Body.Span))));

    public static CommitPart? Purge(IReadOnlyList<Write> batch) => For(batch, write => write.Purges, rows => new CommitPart(
        """
        event_purge as (
            delete from journal using good, unnest(@purge_place, @purge_from, @purge_to, @purge_types)
                as purged("place", "from", "to", "types")
            where good.place = purged."place" and journal.persistence_id = good.entity
                and journal.sequence_number >= purged."from" and journal.sequence_number < purged."to"
                and (purged."types" = '' or journal.manifest = any(string_to_array(purged."types", ',')))
            returning journal.persistence_id, journal.sequence_number, journal.tags
        ),
        event_purge_note as (
            delete from about using event_purge as gone
            where about.persistence_id = gone.persistence_id and about.sequence_number = gone.sequence_number
                and about.about = substring(gone.tags from ';about:([0-9]+);')::bigint
        )
        """,
        Column("purge_types", rows, row => string.Join(',', row.Value.Types)),
        Column("purge_place", rows, row => row.Place),
        Column("purge_from", rows, row => row.Value.From),
        Column("purge_to", rows, row => Math.Min(row.Value.To, row.Write.Last))));

    public static CommitPart? Rewrite(IReadOnlyList<Write> batch) => For(batch, write => write.Rewrites, rows => new CommitPart(
        $"""
        event_rewrite as (
            update journal set message = substring(journal.message from 1 for {EventRow.TimeBytes}) || rewritten.rest
            from good, unnest(@rewrite_place, @rewrite_seq, @rewrite_rest) as rewritten(place, seq, rest)
            where good.place = rewritten.place and journal.persistence_id = good.entity and journal.sequence_number = rewritten.seq
        )
        """,
        Column("rewrite_place", rows, row => row.Place),
        Column("rewrite_seq", rows, row => row.Value.Seq),
        Column("rewrite_rest", rows, row => EventRow.Rest(row.Value.Body.Span))));

    public static CommitPart? Snapshot(IReadOnlyList<Write> batch) => For(batch, SnapshotOf, rows => new CommitPart(
        $"""
        snapshot_put as (
            insert into snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id)
            select good.entity, put.seq, 621355968000000000 + (extract(epoch from clock_timestamp()) * 1000)::bigint * 10000,
                put.body, put.kind, {EventRow.SnapshotSerializer}
            from unnest(@snapshot_place, @snapshot_kind, @snapshot_seq, @snapshot_body) as put(place, kind, seq, body)
            join good on good.place = put.place
            on conflict (persistence_id, sequence_number) do update set
                created = excluded.created, snapshot = excluded.snapshot, manifest = excluded.manifest,
                serializer_id = excluded.serializer_id
        ),
        snapshot_delete as (
            delete from snapshot using good, unnest(@snapshot_place, @snapshot_seq) as put(place, seq)
            where good.place = put.place and snapshot.persistence_id = good.entity and snapshot.sequence_number < put.seq
        )
        """,
        Column("snapshot_place", rows, row => row.Place),
        Column("snapshot_kind", rows, row => row.Write.Entity.Kind),
        Column("snapshot_seq", rows, row => row.Value.Seq),
        Column("snapshot_body", rows, row => Bytes(row.Value.Body))));

    /// <summary>
    /// The events that stay. One statement can't delete what it inserts, so those that the same write purges are left out from the start.
    /// </summary>
    public static IEnumerable<(long Seq, NewEvent Event)> Kept(Write write)
    {
        for (var i = 0; i < write.Events.Count; i++)
        {
            var seq = write.After + i + 1;
            if (seq == write.Last || !write.Purges.Any(range => range.Covers(seq, write.Events[i].Type, write.Events[i].About)))
                yield return (seq, write.Events[i]);
        }
    }

    static IEnumerable<StoredSnapshot> SnapshotOf(Write write) => write.Snapshot is { } snapshot ? [snapshot] : [];
}
