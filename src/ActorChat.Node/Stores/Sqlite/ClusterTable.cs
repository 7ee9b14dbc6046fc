using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Nodes and named leases, inside a transaction: what has run out when the file is locked has run out for everyone.</summary>
sealed class ClusterTable(SqliteConnection connection) : IDisposable
{
    /// <summary>The tables.</summary>
    public const string Schema =
        """
        create table cluster_node (
            name text primary key, incarnation text not null unique, client_address text not null, cluster_address text not null,
            side text not null, leaving integer not null, entered integer not null, lease_until integer not null
        ) strict, without rowid;
        create table lease (name text primary key, owner text not null, lease_until integer not null) strict, without rowid;
        """;

    // Milliseconds of the Unix epoch by the machine's clock.
    const string Now = "cast(round(unixepoch('subsec') * 1000) as integer)";

    readonly Statement enter = new(connection,
        $"""
        insert into cluster_node (name, incarnation, client_address, cluster_address, side, leaving, entered, lease_until)
        values ($name, $incarnation, $client, $cluster, '', $leaving, {Now}, {Now} + $lease)
        on conflict (name) do update set
            incarnation = excluded.incarnation, client_address = excluded.client_address, cluster_address = excluded.cluster_address,
            side = '', leaving = excluded.leaving, lease_until = excluded.lease_until,
            entered = iif(incarnation = excluded.incarnation, entered, excluded.entered)
        where lease_until <= {Now} or incarnation = excluded.incarnation or ($replaces and cluster_address = excluded.cluster_address)
        """);

    readonly Statement left = new(connection,
        $"""
        select lease_until - {Now} from cluster_node where name = $name
        """);

    readonly Statement keep = new(connection,
        $"""
        update cluster_node set lease_until = {Now} + $lease, side = $side, leaving = $leaving where incarnation = $incarnation
        """);

    readonly Statement remove = new(connection,
        """
        delete from cluster_node where incarnation = $incarnation
        """);

    readonly Statement living = new(connection,
        $"""
        select name, incarnation, client_address, cluster_address, leaving, side, entered from cluster_node
        where lease_until > {Now}
        order by name
        """);

    readonly Statement acquire = new(connection,
        $"""
        insert into lease (name, owner, lease_until) values ($name, $owner, {Now} + $ttl)
        on conflict (name) do update set owner = excluded.owner, lease_until = excluded.lease_until
        where lease_until <= {Now} or owner = excluded.owner
        """);

    readonly Statement renew = new(connection,
        $"""
        update lease set lease_until = {Now} + $ttl where name = $name and owner = $owner and lease_until > {Now}
        """);

    readonly Statement release = new(connection,
        """
        delete from lease where name = $name and owner = $owner
        """);

    public JoinOutcome Enter(NodeRecord node, TimeSpan lease, bool replaces) =>
        enter.Run(node.Name, node.Incarnation, node.ClientAddress, node.ClusterAddress, node.Leaving, Milliseconds(lease), replaces) == 1
            ? new JoinOutcome(true, TimeSpan.Zero)
            : new JoinOutcome(false, TimeSpan.FromMilliseconds(left.Number(node.Name) ?? 0));

    public bool Keep(string incarnation, TimeSpan lease, string side, bool leaving) =>
        keep.Run(Milliseconds(lease), side, leaving, incarnation) == 1;

    public void Remove(string incarnation) => remove.Run(incarnation);

    public IReadOnlyList<NodeRow> Living() => living.Rows(row => new NodeRow(
        new NodeRecord(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4)),
        row.GetString(5), row.GetInt64(6)));

    public bool Acquire(string name, string owner, TimeSpan timeToLive) => acquire.Run(name, owner, Milliseconds(timeToLive)) == 1;

    public bool Renew(string name, string owner, TimeSpan timeToLive) => renew.Run(Milliseconds(timeToLive), name, owner) == 1;

    public void Release(string name, string owner) => release.Run(name, owner);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[enter, left, keep, remove, living, acquire, renew, release]) statement.Dispose();
    }

    static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
