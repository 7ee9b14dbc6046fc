using System.Globalization;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// The tables, and the steps from each version to the next. All nodes may start at once: a step runs in a write
/// transaction, and whoever comes second finds it done.
/// </summary>
static class SqliteSchema
{
    // The first version in which journals stand in pieces: older programs can't read it.
    const int Pieces = 4;

    // Step n leads from version n to version n + 1. Steps that have been released are never changed.
    static readonly string[] Steps =
    [
        """
        create table meta (version integer not null, shard_count integer not null) strict;
        insert into meta values (0, 0);

        -- Clustered by entity, so that a replay or a page of history is one range.
        create table event (
            entity text not null, seq integer not null, at integer not null, type text not null,
            about integer, expels text, body blob not null,
            primary key (entity, seq)
        ) strict, without rowid;

        -- Snapshots and chunks are large: with rowids they don't burden the tree that finds them.
        create table snapshot (entity text primary key, seq integer not null, body blob not null) strict;
        create table file_chunk (
            file text not null, place integer not null, data blob not null,
            primary key (file, place)
        ) strict;

        -- Autoincrement: an id is never given again, even if the newest letter was consumed.
        create table letter (
            id integer primary key autoincrement, shard integer not null, due integer not null, target text not null, body blob not null
        ) strict;
        create index letter_due on letter (shard, due);

        create table node (
            name text primary key, incarnation text not null unique, client_address text not null, cluster_address text not null,
            leaving integer not null, lease_until integer not null
        ) strict, without rowid;
        create table shard (shard integer primary key, owner text, epoch integer not null) strict;

        create table agreement (name text primary key, value text not null) strict, without rowid;

        create table directory (
            kind text not null, key text not null, name text not null, listed integer not null,
            primary key (kind, key)
        ) strict, without rowid;
        """,
        """
        create index event_about on event (entity, about) where about is not null;
        """,
        """
        -- The index of words. FTS5 keeps no text of its own; its words are told apart by spaces alone, and deleted words are gone for good.
        create table search_text (
            id integer primary key, entity text not null, seq integer not null, about integer, at integer not null, words text not null,
            unique (entity, seq)
        ) strict;
        create index search_about on search_text (entity, about) where about is not null;
        create virtual table search_index using fts5 (words, content = 'search_text', content_rowid = 'id', tokenize = 'ascii');
        insert into search_index (search_index, rank) values ('secure-delete', 1);
        create table search_mark (entity text primary key, seq integer not null, purges integer not null) strict, without rowid;
        """,
        """
        drop index event_about;
        alter table event rename to event_by_row;

        -- A journal is a row of pieces, each with some events and room for more: see Piece and PieceTable.
        create table piece (id integer primary key, body blob not null) strict;
        create table journal (entity text not null, first integer not null, piece integer not null, primary key (entity, first)) strict, without rowid;
        create table event_about (entity text not null, about integer not null, seq integer not null, primary key (entity, about, seq)) strict, without rowid;
        """,
        ClusterTable.Schema,
    ];

    /// <summary>The tables of a version that was, empty.</summary>
    internal static IEnumerable<string> Before(int version) => Steps.Take(version);

    /// <summary>In a write transaction: brings the tables to this version, or checks that they are.</summary>
    /// <exception cref="StoreRefusedException">Another number of shards, or a newer version.</exception>
    public static void Migrate(SqliteSession db, string path, int shardCount)
    {
        var version = Version(db, path);
        if (version > Steps.Length)
        {
            throw new StoreRefusedException(
                $"The database {path} has schema version {version}, and this program knows {Steps.Length}. Start a newer program, or use another database.");
        }
        if (version is > 0 and < Pieces) CheckAlone(db, path);
        foreach (var step in Steps.AsSpan(version)) db.Execute(step);
        if (version < Pieces) EventsByRow.Move(db);
        if (version == 0) Fill(db, shardCount);
        if (version < Steps.Length) db.Execute($"update meta set version = {Steps.Length}");
        Check(db, path, shardCount);
    }

    static void CheckAlone(SqliteSession db, string path)
    {
        var running = db.Nodes.Living(db.Nodes.NowMs());
        if (running.Count == 0) return;
        throw new StoreRefusedException(
            $"The database {path} is used by nodes of an older version ({string.Join(", ", running.Select(node => node.Name))}), which can't go on with what this one makes of it. " +
            "Stop them all, then start this one; if they were killed, wait until their leases have run out.");
    }

    static int Version(SqliteSession db, string path)
    {
        var tables = Number(db.Ask("select count(*) from sqlite_schema"));
        if (tables == 0) return 0;
        if (db.Ask("select name from sqlite_schema where type = 'table' and name = 'meta'") is null)
            throw new StoreRefusedException($"The database {path} was made by another program. Use another file.");
        return Number(db.Ask("select version from meta"));
    }

    static void Fill(SqliteSession db, int shardCount) => db.Execute(
        $"""
        update meta set shard_count = {shardCount};
        with recursive number(n) as (select 0 union all select n + 1 from number where n + 1 < {shardCount})
        insert into shard (shard, owner, epoch) select n, null, 0 from number;
        """);

    static void Check(SqliteSession db, string path, int shardCount)
    {
        var made = Number(db.Ask("select shard_count from meta"));
        if (made != shardCount)
        {
            throw new StoreRefusedException(
                $"The database {path} was made with {made} shards, and {shardCount} are set. Set the number of shards to {made}, or use another database.");
        }
    }

    static int Number(string? text) => int.Parse(text ?? "0", CultureInfo.InvariantCulture);
}
