using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Who owns what. Written only in write transactions, of which there is one at a time.</summary>
sealed class ShardTable(SqliteConnection connection) : IDisposable
{
    readonly Statement get = new(connection,
        """
        select shard, owner, epoch from shard where shard = $shard
        """);

    readonly Statement all = new(connection,
        """
        select shard, owner, epoch from shard order by shard
        """);

    readonly Statement take = new(connection,
        """
        update shard set owner = $taker, epoch = epoch + 1
        where shard in (select value from json_each($shards))
          and (owner is null or owner not in (select incarnation from node where lease_until > $now))
          and exists (select 1 from node where incarnation = $taker and lease_until > $now)
        returning shard, owner, epoch
        """);

    readonly Statement release = new(connection,
        """
        update shard set owner = null
        where owner = $owner and shard in (select value from json_each($shards))
        """);

    readonly Statement releaseAll = new(connection,
        """
        update shard set owner = null where owner = $owner
        """);

    public ShardRecord? Get(int shard) => get.First(Read, shard);

    public IReadOnlyList<ShardRecord> All() => all.Rows(Read);

    public IReadOnlyList<ShardRecord> Take(string taker, IReadOnlyList<int> shards, long nowMs) =>
        take.Rows(Read, taker, Statement.Json(shards), nowMs);

    public void Release(string owner, IReadOnlyList<int> shards) => release.Run(owner, Statement.Json(shards));

    public void ReleaseAll(string owner) => releaseAll.Run(owner);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[get, all, take, release, releaseAll]) statement.Dispose();
    }

    static ShardRecord Read(SqlRow row) => new(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2));
}
