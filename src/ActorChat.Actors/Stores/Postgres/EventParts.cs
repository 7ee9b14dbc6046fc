using ActorChat.Actors.Behaviours;
using static ActorChat.Actors.Stores.Postgres.CommitPart;

namespace ActorChat.Actors.Stores.Postgres;

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
            delete from event using good, unnest(@purge_place, @purge_from, @purge_to) as purged("place", "from", "to")
            where good.place = purged."place" and event.entity = good.entity and event.seq >= purged."from" and event.seq < purged."to"
        )
        """,
        Column("purge_place", rows, row => row.Place),
        Column("purge_from", rows, row => row.Value.From),
        Column("purge_to", rows, row => Math.Min(row.Value.To, Last(row.Write)))));

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
            if (seq == Last(write) || !write.Purges.Any(range => seq >= range.From && seq < range.To)) yield return (seq, write.Events[i]);
        }
    }

    static long Last(Write write) => write.After + write.Events.Count;

    static IEnumerable<StoredSnapshot> SnapshotOf(Write write) => write.Snapshot is { } snapshot ? [snapshot] : [];
}
