using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Reading events and snapshots.</summary>
static class PostgresJournal
{
    const string Columns = "seq, at, type, about, expels, body";

    public static async Task<IReadOnlyList<StoredEvent>> Forward(
        Database database, EntityId entity, long after, int limit, CancellationToken cancel) => await database.Rows(
        new Sql(
            $"""
            select {Columns} from event
            where entity = @entity and seq > @after
            order by seq
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
                select {Columns} from event
                where entity = @entity and seq >= @since and seq < @before {(types.Count == 0 ? "" : "and type = any(@types)")}
                order by seq desc
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
                select {Columns} from event
                where entity = @entity and about = @about and seq < @before and (@types = '{"{}"}' or type = any(@types))
                order by seq desc
                limit @limit
                """,
                P.Of("entity", entity.ToString()), P.Of("about", about), P.Of("before", before), P.Of("types", types.ToArray()), P.Of("limit", limit)),
            Read, cancel);
        found.Reverse();
        return found;
    }

    public static async Task<StoredSnapshot?> Snapshot(Database database, EntityId entity, CancellationToken cancel) =>
        (await database.Rows(
            new Sql("select seq, body from snapshot where entity = @entity", P.Of("entity", entity.ToString())),
            row => new StoredSnapshot(row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            cancel)).FirstOrDefault();

    static StoredEvent Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetInt64(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.GetFieldValue<byte[]>(5));
}
