using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Letters on their way.</summary>
sealed class LetterTable(SqliteConnection connection) : IDisposable
{
    readonly Statement insert = new(connection,
        """
        insert into letter (id, due, target, body) values ($id, $due, $target, $body)
        """);

    readonly Statement exists = new(connection,
        """
        select 1 from letter where id = $id
        """);

    readonly Statement delete = new(connection,
        """
        delete from letter where id = $id
        """);

    readonly Statement due = new(connection,
        """
        select id, due, target, body from letter where due <= $now order by due, id limit $limit
        """);

    public void Insert(NewLetter letter) => insert.Run(letter.Id, letter.Due, letter.Target, letter.Body);

    public bool Exists(long id) => exists.Number(id) is not null;

    public void Delete(long id) => delete.Run(id);

    public IReadOnlyList<StoredLetter> Due(DateTimeOffset now, int limit) => due.Rows(Read, now, limit);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[insert, exists, delete, due]) statement.Dispose();
    }

    static StoredLetter Read(SqlRow row) => new(
        row.GetInt64(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        EntityId.Parse(row.GetString(2)),
        row.GetBytes(3));
}
