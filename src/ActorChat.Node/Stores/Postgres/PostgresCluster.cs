namespace ActorChat.Node.Stores.Postgres;

/// <summary>
/// Nodes and named leases. One statement locks and decides: when it had to wait for another's row it looks at the row again, and at
/// the clock, so what has run out by then has run out for everyone.
/// </summary>
static class PostgresCluster
{
    /// <summary>The tables.</summary>
    public const string Schema =
        """
        create table cluster_node (
            name text collate "C" primary key, incarnation text not null unique,
            client_address text not null, cluster_address text not null, side text not null,
            leaving boolean not null, entered bigint not null, lease_until bigint not null
        );
        create table lease (name text primary key, owner text not null, lease_until bigint not null);
        """;

    // Milliseconds of the Unix epoch by the server's clock, at this very moment (now() would be the transaction's beginning).
    const string Now = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

    public static Task<JoinOutcome> Enter(
        Database database, NodeRecord node, TimeSpan lease, bool replaces, CancellationToken cancel) => database.Transact(
        [
            new Sql(
                $"""
                insert into cluster_node as held (name, incarnation, client_address, cluster_address, side, leaving, entered, lease_until)
                values (@name, @incarnation, @client, @cluster, '', @leaving, {Now}, {Now} + @lease)
                on conflict (name) do update set
                    incarnation = excluded.incarnation, client_address = excluded.client_address,
                    cluster_address = excluded.cluster_address, side = '', leaving = excluded.leaving,
                    lease_until = excluded.lease_until,
                    entered = case when held.incarnation = excluded.incarnation then held.entered else excluded.entered end
                where held.lease_until <= {Now} or held.incarnation = excluded.incarnation
                    or (@replaces and held.cluster_address = excluded.cluster_address)
                returning 1
                """,
                P.Of("name", node.Name), P.Of("incarnation", node.Incarnation), P.Of("client", node.ClientAddress),
                P.Of("cluster", node.ClusterAddress), P.Of("leaving", node.Leaving),
                P.Of("lease", Milliseconds(lease)), P.Of("replaces", replaces)),
            new Sql($"select lease_until - {Now} from cluster_node where name = @name", P.Of("name", node.Name)),
        ],
        async reader =>
        {
            if (await reader.ReadAsync(cancel)) return new JoinOutcome(true, TimeSpan.Zero);
            await reader.NextResultAsync(cancel);
            return new JoinOutcome(false, TimeSpan.FromMilliseconds(await reader.ReadAsync(cancel) ? reader.GetInt64(0) : 0));
        },
        cancel);

    public static Task<bool> Keep(
        Database database, string incarnation, TimeSpan lease, string side, bool leaving, CancellationToken cancel) => Any(
        database,
        new Sql(
            $"""
            update cluster_node set lease_until = {Now} + @lease, side = @side, leaving = @leaving where incarnation = @incarnation
            returning 1
            """,
            P.Of("lease", Milliseconds(lease)), P.Of("side", side), P.Of("leaving", leaving), P.Of("incarnation", incarnation)),
        cancel);

    public static Task Remove(Database database, string incarnation, CancellationToken cancel) =>
        database.Run(new Sql("delete from cluster_node where incarnation = @incarnation", P.Of("incarnation", incarnation)), cancel);

    public static async Task<IReadOnlyList<NodeRow>> Read(Database database, CancellationToken cancel) => await database.Rows(
        new Sql(
            $"""
            select name, incarnation, client_address, cluster_address, leaving, side, entered from cluster_node
            where lease_until > {Now}
            order by name
            """),
        row => new NodeRow(
            new NodeRecord(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4)),
            row.GetString(5), row.GetInt64(6)),
        cancel);

    public static Task<bool> Acquire(Database database, string name, string owner, TimeSpan timeToLive, CancellationToken cancel) => Any(
        database,
        new Sql(
            $"""
            insert into lease as held (name, owner, lease_until) values (@name, @owner, {Now} + @ttl)
            on conflict (name) do update set owner = excluded.owner, lease_until = excluded.lease_until
            where held.lease_until <= {Now} or held.owner = excluded.owner
            returning 1
            """,
            P.Of("name", name), P.Of("owner", owner), P.Of("ttl", Milliseconds(timeToLive))),
        cancel);

    public static Task<bool> Renew(Database database, string name, string owner, TimeSpan timeToLive, CancellationToken cancel) => Any(
        database,
        new Sql(
            $"update lease set lease_until = {Now} + @ttl where name = @name and owner = @owner and lease_until > {Now} returning 1",
            P.Of("ttl", Milliseconds(timeToLive)), P.Of("name", name), P.Of("owner", owner)),
        cancel);

    public static Task Release(Database database, string name, string owner, CancellationToken cancel) =>
        database.Run(new Sql("delete from lease where name = @name and owner = @owner", P.Of("name", name), P.Of("owner", owner)), cancel);

    static async Task<bool> Any(Database database, Sql sql, CancellationToken cancel) =>
        (await database.Rows(sql, _ => true, cancel)).Count > 0;

    static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    public static Task<string> Agree(Database database, string name, string proposal, CancellationToken cancel) => database.Transact(
        [
            new Sql("insert into agreement (name, value) values (@name, @value) on conflict (name) do nothing", P.Of("name", name),
                P.Of("value", proposal)),
            new Sql("select value from agreement where name = @name", P.Of("name", name)),
        ],
        async reader =>
        {
            await reader.ReadAsync(cancel);
            return reader.GetString(0);
        },
        cancel);
}
