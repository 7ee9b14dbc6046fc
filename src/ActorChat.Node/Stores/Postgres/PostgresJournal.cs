using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Reading events and snapshots.</summary>
static class PostgresJournal
{
    const string Columns = "journal.sequence_number, journal.manifest, journal.tags, journal.message";

    public static async Task<IReadOnlyList<StoredEvent>> Forward(
        Database database, EntityId entity, long after, int limit, CancellationToken cancel) => await database.Rows(
        new Sql(
            $"""
            select {Columns} from journal
            where persistence_id = @entity and sequence_number > @after and not deleted
            order by sequence_number
            limit @limit
            """,
            P.Of("entity", entity.ToString()), P.Of("after", after), P.Of("limit", limit)),
        Read, cancel);

    public static async Task<IReadOnlyList<StoredEvent>> Back(
        Database database, EntityId entity, long before, long since, IReadOnlyList<string> types, int limit, CancellationToken cancel)
    {
        var found = await database.Rows(
            new Sql(
                $"""
                select {Columns} from journal
                where persistence_id = @entity and sequence_number >= @since and sequence_number < @before and not deleted
                    {(types.Count == 0 ? "" : "and manifest = any(@types)")}
                order by sequence_number desc
                limit @limit
                """,
                [
                    P.Of("entity", entity.ToString()), P.Of("since", since), P.Of("before", before), P.Of("limit", limit),
                    .. types.Count == 0 ? [] : (P[])[P.Of("types", types.ToArray())],
                ]),
            Read, cancel);
        found.Reverse();
        return found;
    }

    public static async Task<IReadOnlyList<StoredEvent>> About(
        Database database, EntityId entity, long about, long before, IReadOnlyList<string> types, int limit, CancellationToken cancel)
    {
        var found = await database.Rows(
            new Sql(
                $"""
                select {Columns} from about join journal using (persistence_id, sequence_number)
                where about.persistence_id = @entity and about.about = @about and about.sequence_number < @before and not journal.deleted
                    and (@types = '{"{}"}' or journal.manifest = any(@types))
                order by about.sequence_number desc
                limit @limit
                """,
                P.Of("entity", entity.ToString()), P.Of("about", about), P.Of("before", before), P.Of("types", types.ToArray()),
                    P.Of("limit", limit)),
            Read, cancel);
        found.Reverse();
        return found;
    }

    public static async Task<StoredSnapshot?> Snapshot(Database database, EntityId entity, CancellationToken cancel) =>
        (await database.Rows(
            new Sql(
                "select sequence_number, snapshot from snapshot where persistence_id = @entity order by sequence_number desc limit 1",
                P.Of("entity", entity.ToString())),
            row => new StoredSnapshot(row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            cancel)).FirstOrDefault();

    public static async Task<long> Last(Database database, EntityId entity, CancellationToken cancel) =>
        (await database.Rows(
            new Sql("select coalesce(max(sequence_number), 0) from journal where persistence_id = @entity",
                P.Of("entity", entity.ToString())),
            row => row.GetInt64(0),
            cancel)).Single();

    static StoredEvent Read(NpgsqlDataReader row) =>
        EventRow.Read(row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<byte[]>(3));
}
