using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Letters on their way.</summary>
sealed class LetterTable(SqliteConnection connection) : IDisposable
{
    readonly Statement insert = new(connection,
        """
        insert into letter (shard, due, target, body) values ($shard, $due, $target, $body)
        """);

    readonly Statement exists = new(connection,
        """
        select 1 from letter where id = $id
        """);

    readonly Statement delete = new(connection,
        """
        delete from letter where id = $id
        """);

    // The inner query keeps a long queue in one shard from being read whole: each shard gives its first few, by its index.
    readonly Statement due = new(connection,
        """
        select letter.id, letter.shard, letter.due, letter.target, letter.body
        from json_each($shards) as asked
        cross join letter on letter.id in
            (select id from letter where shard = asked.value and due <= $now order by due, id limit $limit)
        order by letter.due, letter.id
        limit $limit
        """);

    readonly Statement dueOfAll = new(connection,
        """
        select id, shard, due, target, body from letter where due <= $now order by due, id limit $limit
        """);

    public void Insert(NewLetter letter) => insert.Run(letter.Shard, letter.Due, letter.Target, letter.Body);

    public bool Exists(long id) => exists.Number(id) is not null;

    public void Delete(long id) => delete.Run(id);

    public IReadOnlyList<StoredLetter> Due(IReadOnlyList<int> shards, DateTimeOffset now, int limit) =>
        due.Rows(Read, Statement.Json([.. shards.Distinct()]), now, limit);

    public IReadOnlyList<StoredLetter> Due(DateTimeOffset now, int limit) => dueOfAll.Rows(Read, now, limit);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[insert, exists, delete, due, dueOfAll]) statement.Dispose();
    }

    static StoredLetter Read(SqlRow row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        EntityId.Parse(row.GetString(3)),
        row.GetBytes(4));
}
