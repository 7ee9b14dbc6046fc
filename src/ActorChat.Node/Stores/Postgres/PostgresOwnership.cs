using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>
/// Leases and shards. Whoever locks both kinds of row locks shards first, in their order, and then nodes, so nobody waits in a circle, and a
/// renewal, which locks a node alone, never waits for whoever waits for a shard. The clock is read after the locks were had: what has run out
/// by then has run out for everyone.
/// </summary>
static class PostgresOwnership
{
    // Milliseconds of the Unix epoch by the server's clock, at this very moment (now() would be the transaction's beginning).
    const string Now = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

    public static Task<JoinOutcome> Join(Database database, NodeRecord node, TimeSpan lease, CancellationToken cancel) => database.Transact(
        [
            new Sql(
                """
                select 0 from shard where owner = (select incarnation from node where name = @name) order by shard for update
                """,
                P.Of("name", node.Name)),
            // A new name comes with a lease that has run out, so that there is a row to lock, and one case less.
            new Sql(
                """
                insert into node (name, incarnation, client_address, cluster_address, leaving, lease_until)
                values (@name, @incarnation, '', '', false, 0)
                on conflict (name) do nothing
                """,
                P.Of("name", node.Name), P.Of("incarnation", node.Incarnation)),
            new Sql("select 0 from node where name = @name for update", P.Of("name", node.Name)),
            Enter(node, lease),
        ],
        async reader =>
        {
            // Past the two locks.
            await reader.NextResultAsync(cancel);
            await reader.NextResultAsync(cancel);
            await reader.ReadAsync(cancel);
            return reader.GetBoolean(0)
                ? new JoinOutcome(true, TimeSpan.Zero)
                : new JoinOutcome(false, TimeSpan.FromMilliseconds(reader.GetInt64(1)));
        },
        cancel);

    static Sql Enter(NodeRecord node, TimeSpan lease) => new(
        $"""
        with holder as materialized (
            select incarnation, lease_until, {Now} as now from node where name = @name
        ),
        freed as (
            update shard set owner = null
            from holder where shard.owner = holder.incarnation and holder.lease_until <= holder.now
        ),
        entered as (
            update node set
                incarnation = @incarnation, client_address = @client, cluster_address = @cluster, leaving = @leaving,
                lease_until = holder.now + @lease
            from holder
            where node.name = @name and (holder.lease_until <= holder.now or holder.incarnation = @incarnation)
        )
        select lease_until <= now or incarnation = @incarnation, lease_until - now from holder
        """,
        P.Of("name", node.Name), P.Of("incarnation", node.Incarnation), P.Of("client", node.ClientAddress),
        P.Of("cluster", node.ClusterAddress), P.Of("leaving", node.Leaving), P.Of("lease", Milliseconds(lease)));

    public static Task<bool> Renew(Database database, string incarnation, TimeSpan lease, bool leaving, CancellationToken cancel) => database.Transact(
        [
            new Sql("select 0 from node where incarnation = @incarnation for update", P.Of("incarnation", incarnation)),
            new Sql(
                $"""
                update node set lease_until = {Now} + @lease, leaving = @leaving
                where incarnation = @incarnation and lease_until > {Now}
                returning 1
                """,
                P.Of("incarnation", incarnation), P.Of("lease", Milliseconds(lease)), P.Of("leaving", leaving)),
        ],
        async reader =>
        {
            await reader.NextResultAsync(cancel);
            return await reader.ReadAsync(cancel);
        },
        cancel);

    public static Task Leave(Database database, string incarnation, CancellationToken cancel) => database.Transact(
        [
            new Sql("select 0 from shard where owner = @incarnation order by shard for update", P.Of("incarnation", incarnation)),
            new Sql("update shard set owner = null where owner = @incarnation", P.Of("incarnation", incarnation)),
            new Sql("delete from node where incarnation = @incarnation", P.Of("incarnation", incarnation)),
        ],
        Nothing, cancel);

    public static Task<IReadOnlyList<ShardRecord>> Take(
        Database database, string incarnation, IReadOnlyList<int> shards, CancellationToken cancel) => database.Transact<IReadOnlyList<ShardRecord>>(
        [
            LockShards(shards),
            // No lease of theirs changes now.
            new Sql(
                """
                select 0 from node
                where incarnation = @incarnation or incarnation in (select owner from shard where shard = any(@shards))
                order by name
                for share
                """,
                P.Of("incarnation", incarnation), P.Of("shards", shards.ToArray())),
            new Sql(
                $"""
                with alive as materialized (
                    select incarnation from node where lease_until > {Now}
                )
                update shard set owner = @incarnation, epoch = epoch + 1
                where shard = any(@shards)
                    and (owner is null or owner not in (select incarnation from alive))
                    and @incarnation in (select incarnation from alive)
                returning shard, owner, epoch
                """,
                P.Of("incarnation", incarnation), P.Of("shards", shards.ToArray())),
        ],
        async reader =>
        {
            await reader.NextResultAsync(cancel);
            await reader.NextResultAsync(cancel);
            return await ReadShards(reader, cancel);
        },
        cancel);

    public static Task Release(Database database, string incarnation, IReadOnlyList<int> shards, CancellationToken cancel) => database.Transact(
        [
            LockShards(shards),
            new Sql(
                "update shard set owner = null where owner = @incarnation and shard = any(@shards)",
                P.Of("incarnation", incarnation), P.Of("shards", shards.ToArray())),
        ],
        Nothing, cancel);

    public static Task<ClusterRecord> Read(Database database, CancellationToken cancel) => database.Transact(
        [
            new Sql("set transaction isolation level repeatable read read only"),
            new Sql(
                $"""
                select name, incarnation, client_address, cluster_address, leaving, lease_until - {Now} from node where lease_until > {Now} order by name
                """),
            new Sql("select shard, owner, epoch from shard order by shard"),
        ],
        async reader =>
        {
            List<NodeRecord> nodes = [];
            long? nextEnd = null;
            while (await reader.ReadAsync(cancel))
            {
                nodes.Add(new NodeRecord(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4)));
                nextEnd = Math.Min(reader.GetInt64(5), nextEnd ?? long.MaxValue);
            }
            await reader.NextResultAsync(cancel);
            return new ClusterRecord(nodes, await ReadShards(reader, cancel), nextEnd is { } ms ? TimeSpan.FromMilliseconds(ms) : null);
        },
        cancel);

    public static Task<string> Agree(Database database, string name, string proposal, CancellationToken cancel) => database.Transact(
        [
            new Sql("insert into agreement (name, value) values (@name, @value) on conflict (name) do nothing", P.Of("name", name), P.Of("value", proposal)),
            new Sql("select value from agreement where name = @name", P.Of("name", name)),
        ],
        async reader =>
        {
            await reader.ReadAsync(cancel);
            return reader.GetString(0);
        },
        cancel);

    static Sql LockShards(IReadOnlyList<int> shards) =>
        new("select 0 from shard where shard = any(@shards) order by shard for update", P.Of("shards", shards.ToArray()));

    static async Task<IReadOnlyList<ShardRecord>> ReadShards(NpgsqlDataReader reader, CancellationToken cancel)
    {
        List<ShardRecord> shards = [];
        while (await reader.ReadAsync(cancel))
            shards.Add(new ShardRecord(reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2)));
        return shards;
    }

    static Task<bool> Nothing(NpgsqlDataReader reader) => Task.FromResult(true);

    static long Milliseconds(TimeSpan lease) => (long)lease.TotalMilliseconds;
}
