using ActorChat.Node.Behaviours;
using static ActorChat.Node.Stores.Postgres.CommitPart;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Parts of a commit that change journals and snapshots.</summary>
static class EventParts
{
    public static CommitPart? Insert(IReadOnlyList<Write> batch) => For(batch, Kept, rows => new CommitPart(
        """
        event_insert as (
            insert into event (entity, seq, at, type, about, expels, body)
            select good.entity, added.seq, added.at, added.type, added.about, added.expels, added.body
            from unnest(@event_place, @event_seq, @event_at, @event_type, @event_about, @event_expels, @event_body)
                as added(place, seq, at, type, about, expels, body)
            join good on good.place = added.place
        )
        """,
        Column("event_place", rows, row => row.Place),
        Column("event_seq", rows, row => row.Value.Seq),
        Column("event_at", rows, row => row.Value.Event.At.ToUnixTimeMilliseconds()),
        Column("event_type", rows, row => row.Value.Event.Type),
        Column("event_about", rows, row => row.Value.Event.About),
        Column("event_expels", rows, row => row.Value.Event.Expels),
        Column("event_body", rows, row => Bytes(row.Value.Event.Body))));

    public static CommitPart? Purge(IReadOnlyList<Write> batch) => For(batch, write => write.Purges, rows => new CommitPart(
        """
        event_purge as (
            delete from event using good, unnest(@purge_place, @purge_from, @purge_to, @purge_types) as purged("place", "from", "to", "types")
            where good.place = purged."place" and event.entity = good.entity and event.seq >= purged."from" and event.seq < purged."to"
                and (purged."types" = '' or event.type = any(string_to_array(purged."types", ',')))
        )
        """,
        Column("purge_types", rows, row => string.Join(',', row.Value.Types)),
        Column("purge_place", rows, row => row.Place),
        Column("purge_from", rows, row => row.Value.From),
        Column("purge_to", rows, row => Math.Min(row.Value.To, Last(row.Write)))));

    public static CommitPart? PurgeAbout(IReadOnlyList<Write> batch) => For(batch, AboutPurges, rows => new CommitPart(
        """
        event_purge_about as (
            delete from event using good, unnest(@about_place, @about_from, @about_to, @about_before) as purged("place", "from", "to", "before")
            where good.place = purged."place" and event.entity = good.entity
                and event.about >= purged."from" and event.about < purged."to" and event.seq < purged."before"
        )
        """,
        Column("about_place", rows, row => row.Place),
        Column("about_from", rows, row => row.Value.From),
        Column("about_to", rows, row => row.Value.To),
        Column("about_before", rows, row => Math.Min(row.Value.AboutBefore, Last(row.Write)))));

    public static CommitPart? Rewrite(IReadOnlyList<Write> batch) => For(batch, write => write.Rewrites, rows => new CommitPart(
        """
        event_rewrite as (
            update event set body = rewritten.body
            from good, unnest(@rewrite_place, @rewrite_seq, @rewrite_body) as rewritten(place, seq, body)
            where good.place = rewritten.place and event.entity = good.entity and event.seq = rewritten.seq
        )
        """,
        Column("rewrite_place", rows, row => row.Place),
        Column("rewrite_seq", rows, row => row.Value.Seq),
        Column("rewrite_body", rows, row => Bytes(row.Value.Body))));

    public static CommitPart? Snapshot(IReadOnlyList<Write> batch) => For(batch, SnapshotOf, rows => new CommitPart(
        """
        snapshot_put as (
            insert into snapshot (entity, seq, body)
            select good.entity, put.seq, put.body
            from unnest(@snapshot_place, @snapshot_seq, @snapshot_body) as put(place, seq, body)
            join good on good.place = put.place
            on conflict (entity) do update set seq = excluded.seq, body = excluded.body
        )
        """,
        Column("snapshot_place", rows, row => row.Place),
        Column("snapshot_seq", rows, row => row.Value.Seq),
        Column("snapshot_body", rows, row => Bytes(row.Value.Body))));

    // One statement can't delete what it inserts, so events that the same write purges are left out from the start.
    static IEnumerable<(long Seq, NewEvent Event)> Kept(Write write)
    {
        for (var i = 0; i < write.Events.Count; i++)
        {
            var seq = write.After + i + 1;
            if (seq == Last(write) || !write.Purges.Any(range => range.Covers(seq, write.Events[i].Type, write.Events[i].About))) yield return (seq, write.Events[i]);
        }
    }

    static IEnumerable<PurgeRange> AboutPurges(Write write) => write.Purges.Where(range => range.AboutBefore > 0);

    static long Last(Write write) => write.After + write.Events.Count;

    static IEnumerable<StoredSnapshot> SnapshotOf(Write write) => write.Snapshot is { } snapshot ? [snapshot] : [];
}
