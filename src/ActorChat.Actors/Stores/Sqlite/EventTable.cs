using System.Text.Json;
using ActorChat.Actors.Behaviours;
using Microsoft.Data.Sqlite;

namespace ActorChat.Actors.Stores.Sqlite;

/// <summary>The journals.</summary>
sealed class EventTable(SqliteConnection connection) : IDisposable
{
    readonly Statement last = new(connection,
        """
        select max(seq) from event where entity = $entity
        """);

    readonly Statement insert = new(connection,
        """
        insert into event (entity, seq, at, type, about, expels, body)
        values ($entity, $seq, $at, $type, $about, $expels, $body)
        """);

    readonly Statement purge = new(connection,
        """
        delete from event where entity = $entity and seq >= $from and seq < $to
        """);

    readonly Statement purgeOfTypes = new(connection,
        """
        delete from event
        where entity = $entity and seq >= $from and seq < $to and type in (select value from json_each($types))
        """);

    readonly Statement purgeAbout = new(connection,
        """
        delete from event where entity = $entity and about >= $from and about < $to and seq < $before
        """);

    readonly Statement rewrite = new(connection,
        """
        update event set body = $body where entity = $entity and seq = $seq
        """);

    readonly Statement forward = new(connection,
        """
        select seq, at, type, about, expels, body from event
        where entity = $entity and seq > $after
        order by seq
        limit $limit
        """);

    readonly Statement back = new(connection,
        """
        select seq, at, type, about, expels, body from event
        where entity = $entity and seq >= $since and seq < $before
        order by seq desc
        limit $limit
        """);

    readonly Statement backOfTypes = new(connection,
        """
        select seq, at, type, about, expels, body from event
        where entity = $entity and seq >= $since and seq < $before and type in (select value from json_each($types))
        order by seq desc
        limit $limit
        """);

    readonly Statement backAbout = new(connection,
        """
        select seq, at, type, about, expels, body from event
        where entity = $entity and about = $about and seq < $before and ($types = '[]' or type in (select value from json_each($types)))
        order by seq desc
        limit $limit
        """);

    public long Last(EntityId entity) => last.Number(entity) ?? 0;

    public void Insert(string entity, long seq, NewEvent e) => insert.Run(entity, seq, e.At, e.Type, e.About, e.Expels, e.Body);

    /// <summary>Deletes the range; <paramref name="last"/>, the entity's last event, stays.</summary>
    public void Purge(EntityId entity, PurgeRange range, long last)
    {
        if (range.Types.Count == 0) purge.Run(entity, range.From, Math.Min(range.To, last));
        else purgeOfTypes.Run(entity, range.From, Math.Min(range.To, last), JsonSerializer.Serialize(range.Types));
        if (range.AboutBefore > 0) purgeAbout.Run(entity, range.From, range.To, Math.Min(range.AboutBefore, last));
    }

    /// <summary>Replaces the body, if the event is there.</summary>
    public void Rewrite(EntityId entity, RewrittenEvent rewritten) => rewrite.Run(rewritten.Body, entity, rewritten.Seq);

    public IReadOnlyList<StoredEvent> Forward(EntityId entity, long after, int limit) => forward.Rows(Read, entity, after, limit);

    public IReadOnlyList<StoredEvent> Back(EntityId entity, long before, long since, IReadOnlyList<string> types, int limit)
    {
        var found = types.Count == 0
            ? back.Rows(Read, entity, since, before, limit)
            : backOfTypes.Rows(Read, entity, since, before, JsonSerializer.Serialize(types), limit);
        found.Reverse();
        return found;
    }

    public IReadOnlyList<StoredEvent> About(EntityId entity, long about, long before, IReadOnlyList<string> types, int limit)
    {
        var found = backAbout.Rows(Read, entity, about, before, JsonSerializer.Serialize(types), limit);
        found.Reverse();
        return found;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[last, insert, purge, purgeOfTypes, purgeAbout, rewrite, forward, back, backOfTypes, backAbout]) statement.Dispose();
    }

    static StoredEvent Read(SqlRow row) => new(
        row.GetInt64(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetInt64(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.GetBytes(5));
}
