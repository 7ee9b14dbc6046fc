using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace ActorChat.Load.Bare;

/// <summary>The limit of the journal on PostgreSQL: loops, each on a connection of its own, that insert the same rows with one statement a commit.</summary>
static class BarePostgres
{
    const string Schema =
        """
        create table event (
            entity text not null, seq bigint not null, at bigint not null, type text not null,
            about bigint, expels text, body bytea not null,
            primary key (entity, seq)
        )
        """;

    const string Insert =
        """
        insert into event (entity, seq, at, type, body)
        select * from unnest(@entity, @seq, @at, @type, @body)
        """;

    /// <summary>Commits so many events at a time on so many connections, for so long.</summary>
    public static async Task<BareCommits> Run(string connectionString, int loops, int eventsPerCommit, int textBytes, TimeSpan duration)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (var schema = source.CreateCommand(Schema)) await schema.ExecuteNonQueryAsync();
        var watch = Stopwatch.StartNew();
        var commits = await Task.WhenAll(Enumerable.Range(0, loops).Select(loop => Loop(source, loop, eventsPerCommit, textBytes, duration)));
        var seconds = watch.Elapsed.TotalSeconds;
        return new(eventsPerCommit, commits.Sum() * eventsPerCommit / seconds, commits.Sum() / seconds);
    }

    static async Task<long> Loop(NpgsqlDataSource source, int loop, int eventsPerCommit, int textBytes, TimeSpan duration)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand(Insert, connection);
        var (entity, seq, at, type, body) = (new string[eventsPerCommit], new long[eventsPerCommit], new long[eventsPerCommit], new string[eventsPerCommit], new byte[eventsPerCommit][]);
        Array.Fill(type, "posted");
        Array.Fill(body, BareRows.Body(textBytes, 1_000_000));
        insert.Parameters.Add(new("entity", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = entity });
        insert.Parameters.Add(new("seq", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = seq });
        insert.Parameters.Add(new("at", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = at });
        insert.Parameters.Add(new("type", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = type });
        insert.Parameters.Add(new("body", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = body });
        await insert.PrepareAsync();
        long events = 0, commits = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < duration; commits++)
        {
            for (var i = 0; i < eventsPerCommit; i++, events++)
            {
                (entity[i], seq[i], at[i]) = ($"room/{loop}-{events % BareRows.Entities}", events / BareRows.Entities + 1, 1_790_000_000_000 + events);
            }
            await insert.ExecuteNonQueryAsync();
        }
        return commits;
    }
}
