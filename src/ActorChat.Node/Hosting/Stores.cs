using Akka.Configuration;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Postgres;
using ActorChat.Node.Stores.Sqlite;
using ActorChat.Node.Settings;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ActorChat.Node.Hosting;

/// <summary>The store that a setting names.</summary>
static class Stores
{
    /// <summary>How many commits side by side suit the store.</summary>
    public static int CommitLoopsFor(string setting) => setting.StartsWith("postgres:", StringComparison.Ordinal) ? 4 : 1;

    /// <summary>How Akka.Persistence.Sql is told of the same store.</summary>
    public static Config JournalOf(NodeSettings settings) => settings.Store.Split(':', 2) switch
    {
        ["sqlite", var path] => JournalConfig.For(settings.Sqlite.At(path)),
        [_, var connection] => JournalConfig.For(settings.Postgres.At(connection)),
        _ => Config.Empty,
    };

    /// <summary>The store for people, without its password.</summary>
    public static string Describe(string setting)
    {
        if (setting.Split(':', 2) is not ["postgres", var connection]) return setting;
        var server = new NpgsqlConnectionStringBuilder(connection);
        return $"the database {server.Database} on {server.Host}";
    }

    /// <summary>The store, not opened yet.</summary>
    /// <exception cref="SettingsException">It names none.</exception>
    public static IStore Open(NodeSettings settings, ILoggerFactory logs) => settings.Store.Split(':', 2) switch
    {
        ["sqlite", { Length: > 0 } path] => new SqliteStore(settings.Sqlite.At(path), logs.CreateLogger<SqliteStore>()),
        ["postgres", { Length: > 0 } connection] => new PostgresStore(settings.Postgres.At(connection), logs.CreateLogger<PostgresStore>()),
        _ => throw new SettingsException($"The setting actorchat.store must be sqlite:FILE or postgres:CONNECTION."),
    };
}
