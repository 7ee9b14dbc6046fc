using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>The newest snapshot of each entity.</summary>
sealed class SnapshotTable(SqliteConnection connection) : IDisposable
{
    readonly Statement put = new(connection,
        """
        insert into snapshot (entity, seq, body) values ($entity, $seq, $body)
        on conflict (entity) do update set seq = excluded.seq, body = excluded.body
        """);

    readonly Statement get = new(connection,
        """
        select seq, body from snapshot where entity = $entity
        """);

    public void Put(EntityId entity, StoredSnapshot snapshot) => put.Run(entity, snapshot.Seq, snapshot.Body);

    public StoredSnapshot? Get(EntityId entity) =>
        get.First(row => new StoredSnapshot(row.GetInt64(0), row.GetBytes(1)), entity);

    public void Dispose()
    {
        put.Dispose();
        get.Dispose();
    }
}
