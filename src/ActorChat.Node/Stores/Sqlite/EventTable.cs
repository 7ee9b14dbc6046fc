using System.Text.Json;
using ActorChat.Node.Behaviours;
using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>The journals: rows of Akka.Persistence.Sql's table, and an index of what is about what.</summary>
sealed class EventTable(SqliteConnection connection) : IDisposable
{
    const string Columns = "journal.sequence_number, journal.manifest, journal.tags, journal.message";
    const string OfTypes = "($types = '[]' or journal.manifest in (select value from json_each($types)))";

    readonly Statement last = new(connection,
        """
        select max(sequence_number) from journal where persistence_id = $entity
        """);

    readonly Statement insert = new(connection,
        $"""
        insert into journal (created, deleted, persistence_id, sequence_number, message, tags, manifest, identifier, writer_uuid)
        values ($created, 0, $entity, $seq, $message, $tags, $manifest, {EventRow.Serializer}, '{EventRow.Writer}')
        """);

    readonly Statement note = new(connection,
        """
        insert into about (persistence_id, about, sequence_number) values ($entity, $about, $seq)
        """);

    readonly Statement forget = new(connection,
        """
        delete from about where persistence_id = $entity and about = $about and sequence_number = $seq
        """);

    readonly Statement purge = new(connection,
        $"""
        delete from journal
        where persistence_id = $entity and sequence_number >= $from and sequence_number < $to and {OfTypes}
        returning sequence_number, tags
        """);

    readonly Statement purgeAbout = new(connection,
        """
        delete from journal
        where persistence_id = $entity and sequence_number in (
            select sequence_number from about where persistence_id = $entity and about >= $from and about < $to
                and sequence_number < $before)
        returning sequence_number, tags
        """);

    readonly Statement rewrite = new(connection,
        $"""
        update journal set message = cast(substr(message, 1, {EventRow.TimeBytes}) || $rest as blob)
        where persistence_id = $entity and sequence_number = $seq
        """);

    readonly Statement forward = new(connection,
        $"""
        select {Columns} from journal
        where persistence_id = $entity and sequence_number > $after and deleted = 0
        order by sequence_number
        limit $limit
        """);

    readonly Statement back = new(connection,
        $"""
        select {Columns} from journal
        where persistence_id = $entity and sequence_number >= $since and sequence_number < $before and deleted = 0 and {OfTypes}
        order by sequence_number desc
        limit $limit
        """);

    readonly Statement aboutOne = new(connection,
        $"""
        select {Columns} from about cross join journal using (persistence_id, sequence_number)
        where about.persistence_id = $entity and about.about = $about and about.sequence_number < $before
        and journal.deleted = 0 and {OfTypes}
        order by about.sequence_number desc
        limit $limit
        """);

    // SQLite copies what is bound; the next event is written over this one.
    readonly EventRow.Scratch message = new();

    /// <summary>The number of the entity's last event; 0 for none.</summary>
    public long Last(EntityId entity) => last.Number(entity) ?? 0;

    /// <summary>Adds events with the numbers that follow.</summary>
    public void Append(EntityId entity, long after, IReadOnlyList<NewEvent> events)
    {
        var id = entity.ToString();
        foreach (var e in events)
        {
            insert.Run(EventRow.Created(e.At), id, ++after, message.Of(e.At, e.Body.Span), EventRow.Tags(e), e.Type);
            if (e.About is { } about) note.Run(id, about, after);
        }
    }

    /// <summary>Deletes the range; <paramref name="last"/>, the entity's last event, stays.</summary>
    public void Purge(EntityId entity, PurgeRange range, long last)
    {
        Forget(entity, purge.Rows(ReadPurged, entity, range.From, Math.Min(range.To, last), Json(range.Types)));
        if (range.AboutBefore > 0)
        {
            Forget(entity, purgeAbout.Rows(ReadPurged, entity, range.From, range.To, Math.Min(range.AboutBefore, last)));
        }
    }

    /// <summary>Replaces the body, if the event is there.</summary>
    public void Rewrite(EntityId entity, RewrittenEvent rewritten) =>
        rewrite.Run((ReadOnlyMemory<byte>)EventRow.Rest(rewritten.Body.Span), entity, rewritten.Seq);

    public IReadOnlyList<StoredEvent> Forward(EntityId entity, long after, int limit) => forward.Rows(Read, entity, after, limit);

    public IReadOnlyList<StoredEvent> Back(EntityId entity, long before, long since, IReadOnlyList<string> types, int limit)
    {
        var read = back.Rows(Read, entity, since, before, Json(types), limit);
        read.Reverse();
        return read;
    }

    public IReadOnlyList<StoredEvent> About(EntityId entity, long about, long before, IReadOnlyList<string> types, int limit)
    {
        var read = aboutOne.Rows(Read, entity, about, before, Json(types), limit);
        read.Reverse();
        return read;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[last, insert, note, forget, purge, purgeAbout, rewrite, forward, back, aboutOne])
        {
            statement.Dispose();
        }
    }

    void Forget(EntityId entity, List<(long Seq, long? About)> purged)
    {
        foreach (var (seq, about) in purged)
        {
            if (about is not null) forget.Run(entity, about, seq);
        }
    }

    static (long Seq, long? About) ReadPurged(SqlRow row) => (row.GetInt64(0), EventRow.AboutOf(row.GetText(1)));

    static StoredEvent Read(SqlRow row) => EventRow.Read(row.GetInt64(0), row.GetString(1), row.GetText(2), row.GetBytes(3));

    static string Json(IReadOnlyList<string> types) => types.Count == 0 ? "[]" : JsonSerializer.Serialize(types);
}
