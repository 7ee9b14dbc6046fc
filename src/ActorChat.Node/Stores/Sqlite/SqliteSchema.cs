using System.Globalization;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// The tables, and the steps from each version to the next. All nodes may start at once: a step runs in a write
/// transaction, and whoever comes second finds it done.
/// </summary>
static class SqliteSchema
{
    /// <summary>The last version of the layouts before this one: nothing of them is converted.</summary>
    const int Former = 9;

    // Step n leads from version Former + n to the next. Steps that have been released are never changed.
    static readonly string[] Steps =
    [
        """
        create table meta (version integer not null) strict;
        insert into meta values (0);

        -- These two are Akka.Persistence.Sql's, to the letter, but for the indexes that nothing here reads.
        create table journal (
            ordering integer not null primary key autoincrement, created integer not null, deleted bit not null,
            persistence_id nvarchar(255) not null, sequence_number integer not null, message varbinary not null,
            tags nvarchar(100), manifest nvarchar(500), identifier integer, writer_uuid nvarchar(128)
        );
        create unique index journal_uq on journal (persistence_id, sequence_number);
        create table snapshot (
            persistence_id nvarchar(255) not null, sequence_number integer not null, created integer not null,
            snapshot varbinary, manifest nvarchar(500), serializer_id integer,
            constraint PK_snapshot primary key (persistence_id, sequence_number)
        );

        create table about (
            persistence_id text not null, about integer not null, sequence_number integer not null,
            primary key (persistence_id, about, sequence_number)
        ) strict, without rowid;

        -- Chunks are large: with rowids they don't burden the tree that finds them.
        create table file_chunk (
            file text not null, place integer not null, data blob not null,
            primary key (file, place)
        ) strict;

        create table letter (
            id integer primary key, due integer not null, target text not null, body blob not null
        ) strict;
        create index letter_due on letter (due);

        create table agreement (name text primary key, value text not null) strict, without rowid;

        create table directory (
            kind text not null, key text not null, name text not null, listed integer not null,
            primary key (kind, key)
        ) strict, without rowid;

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
        ClusterTable.Schema,
        GenerationTable.Schema,
    ];

    static int Newest => Former + Steps.Length;

    /// <summary>In a write transaction: brings the tables to this version, or checks that they are.</summary>
    /// <exception cref="StoreRefusedException">A newer version, or one of the former layout.</exception>
    public static void Migrate(SqliteSession db, string path)
    {
        var version = Version(db, path);
        if (version > Newest)
        {
            throw new StoreRefusedException(
                $"The database {path} has schema version {version}, and this program knows {Newest}. Start a newer program, or use "
                    + "another database.");
        }
        if (version is > 0 and <= Former)
        {
            throw new StoreRefusedException(
                $"The database {path} has the layout of an earlier pre-release (schema version {version}), which this program does "
                    + "not convert. " +
                "Start with another file (--store sqlite:FILE), or delete this one if nothing in it is needed.");
        }
        foreach (var step in Steps.AsSpan(Math.Max(0, version - Former))) db.Execute(step);
        if (version < Newest) db.Execute($"update meta set version = {Newest}");
    }

    static int Version(SqliteSession db, string path)
    {
        var tables = Number(db.Ask("select count(*) from sqlite_schema"));
        if (tables == 0) return 0;
        if (db.Ask("select name from sqlite_schema where type = 'table' and name = 'meta'") is null)
            throw new StoreRefusedException($"The database {path} was made by another program. Use another file.");
        return Number(db.Ask("select version from meta"));
    }

    static int Number(string? text) => int.Parse(text ?? "0", CultureInfo.InvariantCulture);
}
