using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>The newest snapshot of each entity, in Akka.Persistence.Sql's table.</summary>
sealed class SnapshotTable(SqliteConnection connection) : IDisposable
{
    // Ticks of the clock by which leases are counted, too: 621355968000000000 is where the Unix epoch begins.
    readonly Statement put = new(connection,
        $"""
        insert into snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id)
        values ($entity, $seq, 621355968000000000 + cast(round(unixepoch('subsec') * 1000) as integer) * 10000,
            $snapshot, $manifest, {EventRow.SnapshotSerializer})
        on conflict (persistence_id, sequence_number) do update set
            created = excluded.created, snapshot = excluded.snapshot, manifest = excluded.manifest, serializer_id = excluded.serializer_id
        """);

    readonly Statement deleteOlder = new(connection,
        """
        delete from snapshot where persistence_id = $entity and sequence_number < $seq
        """);

    readonly Statement get = new(connection,
        """
        select sequence_number, snapshot from snapshot where persistence_id = $entity order by sequence_number desc limit 1
        """);

    public void Put(EntityId entity, StoredSnapshot snapshot)
    {
        put.Run(entity, snapshot.Seq, snapshot.Body, entity.Kind);
        deleteOlder.Run(entity, snapshot.Seq);
    }

    public StoredSnapshot? Get(EntityId entity) =>
        get.First(row => new StoredSnapshot(row.GetInt64(0), row.GetBytes(1)), entity);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[put, deleteOlder, get]) statement.Dispose();
    }
}
