using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Who lives. Times are the database's: milliseconds of the Unix epoch.</summary>
sealed class NodeTable(SqliteConnection connection) : IDisposable
{
    readonly Statement now = new(connection,
        """
        select cast(round(unixepoch('subsec') * 1000) as integer)
        """);

    readonly Statement holder = new(connection,
        """
        select incarnation, lease_until from node where name = $name
        """);

    readonly Statement put = new(connection,
        """
        insert into node (name, incarnation, client_address, cluster_address, leaving, lease_until)
        values ($name, $incarnation, $client, $cluster, $leaving, $until)
        on conflict (name) do update set
            incarnation = excluded.incarnation, client_address = excluded.client_address,
            cluster_address = excluded.cluster_address, leaving = excluded.leaving, lease_until = excluded.lease_until
        """);

    readonly Statement renew = new(connection,
        """
        update node set lease_until = $until, leaving = $leaving
        where incarnation = $incarnation and lease_until > $now
        """);

    readonly Statement delete = new(connection,
        """
        delete from node where incarnation = $incarnation
        """);

    readonly Statement living = new(connection,
        """
        select name, incarnation, client_address, cluster_address, leaving from node
        where lease_until > $now
        order by name
        """);

    readonly Statement nextEnd = new(connection,
        """
        select min(lease_until) from node where lease_until > $now
        """);

    public long NowMs() => now.Number()!.Value;

    public NodeLease? Holder(string name) => holder.First(row => new NodeLease(row.GetString(0), row.GetInt64(1)), name);

    public void Put(NodeRecord node, long untilMs) =>
        put.Run(node.Name, node.Incarnation, node.ClientAddress, node.ClusterAddress, node.Leaving, untilMs);

    public bool Renew(string incarnation, long nowMs, long untilMs, bool leaving) => renew.Run(untilMs, leaving, incarnation, nowMs) == 1;

    public void Delete(string incarnation) => delete.Run(incarnation);

    public IReadOnlyList<NodeRecord> Living(long nowMs) => living.Rows(
        row => new NodeRecord(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4)), nowMs);

    /// <summary>When the first of the leases that run is over; null when none does.</summary>
    public long? NextEndMs(long nowMs) => nextEnd.Number(nowMs);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[now, holder, put, renew, delete, living, nextEnd]) statement.Dispose();
    }
}

/// <summary>Which run of a node holds a name, and until when.</summary>
sealed record NodeLease(string Incarnation, long UntilMs);
