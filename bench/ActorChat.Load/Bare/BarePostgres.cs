using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace ActorChat.Load.Bare;

/// <summary>
/// The limit of the journal on PostgreSQL: loops, each on a connection of its own, that insert the same rows with one statement a commit.
/// </summary>
static class BarePostgres
{
    // As the node's store makes it.
    const string Schema =
        """
        create table journal (
            ordering bigint generated always as identity, created bigint not null, deleted boolean not null,
            persistence_id text not null, sequence_number bigint not null, message bytea not null,
            tags text, manifest text, identifier int, writer_uuid text,
            constraint "PK_journal" primary key (ordering),
            constraint journal_uq unique (persistence_id, sequence_number)
        )
        """;

    const string Insert =
        """
        insert into journal (created, deleted, persistence_id, sequence_number, message, tags, manifest, identifier, writer_uuid)
        select created, false, entity, seq, message, '', 'posted', 7301, 'actorchat'
        from unnest(@entity, @seq, @created, @message) as added(entity, seq, created, message)
        """;

    /// <summary>Commits so many events at a time on so many connections, for so long.</summary>
    public static async Task<BareCommits> Run(string connectionString, int loops, int eventsPerCommit, int textBytes, TimeSpan duration)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (var schema = source.CreateCommand(Schema)) await schema.ExecuteNonQueryAsync();
        var watch = Stopwatch.StartNew();
        var commits = await Task.WhenAll(
            Enumerable.Range(0, loops).Select(loop => Loop(source, loop, eventsPerCommit, textBytes, duration)));
        var seconds = watch.Elapsed.TotalSeconds;
        return new(eventsPerCommit, commits.Sum() * eventsPerCommit / seconds, commits.Sum() / seconds);
    }

    static async Task<long> Loop(NpgsqlDataSource source, int loop, int eventsPerCommit, int textBytes, TimeSpan duration)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand(Insert, connection);
        var (entity, seq, created, message) = (
            new string[eventsPerCommit], new long[eventsPerCommit], new long[eventsPerCommit], new byte[eventsPerCommit][]);
        Array.Fill(message, BareRows.Message(textBytes, 1_000_000));
        insert.Parameters.Add(new("entity", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = entity });
        insert.Parameters.Add(new("seq", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = seq });
        insert.Parameters.Add(new("created", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = created });
        insert.Parameters.Add(new("message", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = message });
        await insert.PrepareAsync();
        long events = 0, commits = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration; commits++)
        {
            for (var i = 0; i < eventsPerCommit; i++, events++)
            {
                (entity[i], seq[i], created[i]) = (
                    $"room/{loop}-{events % BareRows.Entities}", events / BareRows.Entities + 1, BareRows.Created + events);
            }
            await insert.ExecuteNonQueryAsync();
        }
        return commits;
    }
}
