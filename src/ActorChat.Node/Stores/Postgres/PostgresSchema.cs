using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>
/// The tables, and the steps from each version to the next. All nodes may start at once, and nodes of another version may be
/// at work: a step runs in a transaction that holds the one row of <c>meta</c>, and whoever comes second finds it done.
/// </summary>
static class PostgresSchema
{
    /// <summary>The last version of the layouts before this one: nothing of them is converted.</summary>
    const int Former = 8;

    // Step n leads from version Former + n to the next. Steps that have been released are never changed.
    static readonly string[] Steps =
    [
        """
        -- These two are Akka.Persistence.Sql's, to the letter, but for the indexes that nothing here reads.
        create table journal (
            ordering bigint generated always as identity, created bigint not null, deleted boolean not null,
            persistence_id text not null, sequence_number bigint not null, message bytea not null,
            tags text, manifest text, identifier int, writer_uuid text,
            constraint "PK_journal" primary key (ordering),
            constraint journal_uq unique (persistence_id, sequence_number)
        );
        create table snapshot (
            persistence_id text not null, sequence_number bigint not null, created bigint not null,
            snapshot bytea, manifest text, serializer_id int,
            constraint "PK_snapshot" primary key (persistence_id, sequence_number)
        );
        create table about (
            persistence_id text not null, about bigint not null, sequence_number bigint not null,
            primary key (persistence_id, about, sequence_number)
        );
        create table letter (
            id bigint primary key, due bigint not null, target text not null, body bytea not null
        );
        create index letter_due on letter (due, id);
        create table agreement (name text primary key, value text not null);
        create table directory (
            kind text not null, key text collate "C" not null, name text not null, listed boolean not null,
            primary key (kind, key)
        );
        create table file_chunk (
            file text not null, place int not null, data bytea not null,
            primary key (file, place)
        );
        -- Chunks are mostly compressed already.
        alter table file_chunk alter column data set storage external;
        create table search_text (
            id bigint generated always as identity primary key,
            entity text not null, seq bigint not null, about bigint, at bigint not null, words tsvector not null,
            unique (entity, seq)
        );
        create index search_about on search_text (entity, about);
        create index search_words on search_text using gin (words);
        create table search_mark (entity text primary key, seq bigint not null, purges bigint not null);
        """,
        PostgresCluster.Schema,
        PostgresGenerations.Schema,
    ];

    static int Newest => Former + Steps.Length;

    /// <summary>Brings the tables to this version, or checks that they are.</summary>
    /// <exception cref="StoreRefusedException">A newer version, one of the former layout, or a server that can't serve.</exception>
    public static async Task Migrate(NpgsqlConnection connection, CancellationToken cancel)
    {
        await CheckServer(connection, cancel);
        await MakeMeta(connection, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Run(connection, FirstVersion, cancel);
        var version = await Ask<int>(connection, "select version from meta where id = 1 for update", cancel);
        CheckVersion(version);
        foreach (var step in Steps.Skip(Math.Max(0, version - Former))) await Run(connection, step, cancel);
        if (version < Newest) await Run(connection, $"update meta set version = {Newest}", cancel);
        await transaction.CommitAsync(cancel);
    }

    static void CheckVersion(int version)
    {
        if (version > Newest)
        {
            throw new StoreRefusedException(
                $"The PostgreSQL database has schema version {version}, and this program knows {Newest}. Start a newer program, or use "
                    + "another database.");
        }
        if (version is > 0 and <= Former)
        {
            throw new StoreRefusedException(
                $"The PostgreSQL database has the layout of an earlier pre-release (schema version {version}), which this program does "
                    + "not convert. " +
                "Use another database or schema (createdb, or Search Path), or drop this one if nothing in it is needed.");
        }
    }

    // One of a former layout has the row, and columns that would refuse another.
    const string FirstVersion =
        "insert into meta (id, version) select 1, 0 where not exists (select from meta where id = 1) on conflict do nothing";

    // Making a table that another transaction makes at the same moment fails, even with "if not exists"; then it is there.
    static async Task MakeMeta(NpgsqlConnection connection, CancellationToken cancel)
    {
        try
        {
            await Run(connection, "create table if not exists meta (id int primary key, version int not null)", cancel);
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable
            or PostgresErrorCodes.DuplicateObject)
        {
        }
    }

    static async Task CheckServer(NpgsqlConnection connection, CancellationToken cancel)
    {
        var encoding = await Ask<string>(connection, "show server_encoding", cancel);
        if (encoding != "UTF8")
            throw new StoreRefusedException(
                $"The PostgreSQL database has the encoding {encoding}. Make it with: createdb --encoding UTF8 --template template0");
        if (await Ask<string>(connection, "show synchronous_commit", cancel) == "off")
            throw new StoreRefusedException(
                "PostgreSQL's synchronous_commit is off, so a crash would lose acknowledged messages. Set it to on.");
    }

    static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    static async Task<T> Ask<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }
}
