using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>A pool of connections, and the three ways in which the store uses one: each is one round trip.</summary>
sealed class Database(PostgresOptions options, int connections) : IAsyncDisposable
{
    readonly NpgsqlDataSource source = NpgsqlDataSource.Create(options.ConnectionStringFor(connections));
    int calls;

    /// <summary>A statement by itself: all rows.</summary>
    public Task<List<T>> Rows<T>(Sql sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel) =>
        Call([sql], async reader =>
        {
            List<T> rows = [];
            while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
            return rows;
        }, cancel);

    /// <summary>A statement by itself, without rows.</summary>
    public Task Run(Sql sql, CancellationToken cancel) => Call([sql], _ => Task.FromResult(true), cancel);

    /// <summary>
    /// Several statements in one transaction, from <c>begin</c> to <c>commit</c>. Each sees what the ones before it locked and changed.
    /// <paramref name="read"/> finds the reader at the first result that has columns.
    /// </summary>
    public Task<T> Transact<T>(IReadOnlyList<Sql> statements, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancel) =>
        Call([Begin, .. statements, Commit], read, cancel);

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    // Under read committed each statement sees what was committed before it began: what it checks after a lock was had is the latest.
    static readonly Sql Begin = new("begin isolation level read committed");
    static readonly Sql Commit = new("commit");

    async Task<T> Call<T>(IReadOnlyList<Sql> statements, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            if (Interlocked.Increment(ref calls) > options.MaxCalls)
                throw new StoreUnavailableException(
                    $"{options.MaxCalls} calls to PostgreSQL are under way, which is the limit (MaxCalls).");
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var batch = connection.CreateBatch();
            foreach (var statement in statements) batch.BatchCommands.Add(statement.Command());
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            var result = await read(reader);
            // An error of a later statement, and of the commit itself, shows only when its result is read.
            while (await reader.NextResultAsync(cancel))
            {
            }
            return result;
        }
        catch (ObjectDisposedException)
        {
            throw new StoreUnavailableException("The store has been closed.");
        }
        catch (Exception failure) when (PostgresErrors.Translate(failure) is StoreUnavailableException translated)
        {
            throw translated;
        }
        finally
        {
            Interlocked.Decrement(ref calls);
        }
    }
}

/// <summary>
/// One statement and its parameters, <c>@like_this</c>. Its text is a constant, or one of a few that are made of constants.
/// </summary>
readonly record struct Sql(string Text, params P[] Parameters)
{
    // The library would look for the names anew each time, in texts of thousands of characters.
    static readonly ConcurrentDictionary<string, string> Numbered = new();

    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(Numbered.GetOrAdd(Text, Number, Parameters));
        foreach (var parameter in Parameters) command.Parameters.Add(parameter.Value);
        return command;
    }

    static string Number(string text, P[] parameters)
    {
        foreach (var (parameter, number) in parameters.Select((parameter, i) => (parameter, i + 1)))
            text = Regex.Replace(text, $@"@{parameter.Name}\b", $"$${number}");
        return text;
    }
}

/// <summary>A parameter, by the name that the text has for it, with the type that the server is to see.</summary>
readonly record struct P(string Name, NpgsqlParameter Value)
{
    public static P Of<T>(string name, T value) => new(name, new NpgsqlParameter<T> { TypedValue = value });
}
