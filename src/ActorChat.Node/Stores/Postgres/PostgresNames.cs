using ActorChat.Node.Behaviours;
using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Due letters, names, and the bytes of files.</summary>
static class PostgresNames
{
    public static async Task<IReadOnlyList<StoredLetter>> Due(Database database, DateTimeOffset now, int limit, CancellationToken cancel) =>
        await database.Rows(
            new Sql(
                "select id, due, target, body from letter where due <= @now order by due, id limit @limit",
                P.Of("now", now.ToUnixTimeMilliseconds()), P.Of("limit", limit)),
            ReadLetter, cancel);

    static StoredLetter ReadLetter(NpgsqlDataReader row) => new(
        row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        EntityId.Parse(row.GetString(2)), row.GetFieldValue<byte[]>(3));

    // Neither condition knows patterns, so text is only ever text. 1114111 is the last code point there is: the range holds all keys
    // that begin with the text.
    public static async Task<IReadOnlyList<DirectoryEntry>> Search(
        Database database, string kind, string text, bool prefix, bool listedOnly, int limit, CancellationToken cancel) =>
            await database.Rows(
        new Sql(
            $"""
            select name, listed from directory
            where kind = @kind and {(prefix ? "key >= @text and key < @text || chr(1114111)" : "position(@text in key) > 0")}
                and (listed or not @listed_only)
            order by key
            limit @limit
            """,
            P.Of("kind", kind), P.Of("text", text), P.Of("listed_only", listedOnly), P.Of("limit", limit)),
        row => new DirectoryEntry(row.GetString(0), row.GetBoolean(1)),
        cancel);

    public static Task PutChunk(Database database, string file, int index, ReadOnlyMemory<byte> data, CancellationToken cancel) =>
        database.Run(
        new Sql(
            """
            insert into file_chunk (file, place, data) values (@file, @place, @data)
            on conflict (file, place) do update set data = excluded.data
            """,
            P.Of("file", file), P.Of("place", index), P.Of("data", CommitPart.Bytes(data))),
        cancel);

    public static async Task<byte[]?> GetChunk(Database database, string file, int index, CancellationToken cancel) =>
        (await database.Rows(
            new Sql("select data from file_chunk where file = @file and place = @place", P.Of("file", file), P.Of("place", index)),
            row => row.GetFieldValue<byte[]>(0),
            cancel)).FirstOrDefault();

    // Without a gap before it, a chunk's index is the number of chunks before it.
    public static async Task<int> CountChunks(Database database, string file, CancellationToken cancel) =>
        (await database.Rows(
            new Sql(
                """
                select count(*)::int
                    from (select place, row_number() over (order by place) - 1 as before from file_chunk where file = @file) as chunk
                where place = before
                """,
                P.Of("file", file)),
            row => row.GetInt32(0),
            cancel)).Single();
}
