namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// Leases and shards, inside a transaction. The clock is read inside it too, when the file is already locked: what has run
/// out by then has run out for everyone.
/// </summary>
static class SqliteOwnership
{
    public static JoinOutcome Join(SqliteSession db, NodeRecord node, TimeSpan lease)
    {
        var now = db.Nodes.NowMs();
        if (db.Nodes.Holder(node.Name) is { } holder)
        {
            if (holder.UntilMs <= now) db.Shards.ReleaseAll(holder.Incarnation);
            else if (holder.Incarnation != node.Incarnation) return new JoinOutcome(false, TimeSpan.FromMilliseconds(holder.UntilMs - now));
        }
        db.Nodes.Put(node, now + Milliseconds(lease));
        return new JoinOutcome(true, TimeSpan.Zero);
    }

    public static bool Renew(SqliteSession db, string incarnation, TimeSpan lease, bool leaving)
    {
        var now = db.Nodes.NowMs();
        return db.Nodes.Renew(incarnation, now, now + Milliseconds(lease), leaving);
    }

    public static bool Leave(SqliteSession db, string incarnation)
    {
        db.Nodes.Delete(incarnation);
        db.Shards.ReleaseAll(incarnation);
        return true;
    }

    public static IReadOnlyList<ShardRecord> Take(SqliteSession db, string incarnation, IReadOnlyList<int> shards) =>
        db.Shards.Take(incarnation, shards, db.Nodes.NowMs());

    public static bool Release(SqliteSession db, string incarnation, IReadOnlyList<int> shards)
    {
        db.Shards.Release(incarnation, shards);
        return true;
    }

    public static ClusterRecord Read(SqliteSession db)
    {
        db.BeginRead();
        var now = db.Nodes.NowMs();
        var nextEnd = db.Nodes.NextEndMs(now);
        var cluster = new ClusterRecord(db.Nodes.Living(now), db.Shards.All(), nextEnd is { } end ? TimeSpan.FromMilliseconds(end - now) : null);
        db.Commit();
        return cluster;
    }

    static long Milliseconds(TimeSpan lease) => (long)lease.TotalMilliseconds;
}
