using System.Text.Encodings.Web;
using System.Text.Json;
using ActorChat.Node.Stores.Postgres;
using ActorChat.Node.Stores.Sqlite;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Journals;

/// <summary>How Akka is told of the journal and the snapshot store, and the check that it was.</summary>
public static class JournalConfig
{
    // The library's own connections delete, and load what is not the newest snapshot: few are enough, beside those of the store.
    const int PostgresConnections = 4;

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For a store in a file.</summary>
    /// <remarks>
    /// Reads must be "read-uncommitted": what the library asks for otherwise begins a transaction that writes, so that each recovery
    /// takes the file's lock.
    /// </remarks>
    public static Config For(SqliteOptions options) => Of(
        "SQLite.MS",
        new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(options.Path),
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds) }.ToString(),
        "read-uncommitted");

    /// <summary>For a store on a server.</summary>
    public static Config For(PostgresOptions options) =>
        Of("PostgreSQL.15", options.ConnectionStringFor(PostgresConnections), "read-committed");

    /// <summary>What the actor system was set up with.</summary>
    /// <exception cref="ConfigurationException">It was not.</exception>
    public static JournalSetup SetupOf(ActorSystem system) => system.Settings.Setup.Get<JournalSetup>() is { HasValue: true } setup
        ? setup.Value
        : throw new ConfigurationException($"The actor system '{system.Name}' has no {nameof(JournalSetup)}: add it to the "
            + "ActorSystemSetup that the system is created with.");

    /// <summary>Refuses an actor system whose journal would lose messages.</summary>
    /// <exception cref="ConfigurationException">The message names the setting and what must stand there.</exception>
    public static void Check(ActorSystem system)
    {
        var plugin = system.Settings.Config.GetString("akka.persistence.journal.plugin");
        var settings = (system.Settings.Config.GetConfig(plugin) ?? Config.Empty)
            .WithFallback(system.Settings.Config.GetConfig("akka.persistence.journal-plugin-fallback"));
        var type = settings.GetString("class");
        if (Type.GetType(type ?? "") != typeof(ChatJournal))
        {
            throw new ConfigurationException(
                $"{plugin}.class is '{type}'. It must be '{ClassName(typeof(ChatJournal))}': another journal stores no letters, names and "
                    + "rewrites with the events.");
        }
        var filter = settings.GetString("replay-filter.mode");
        if (filter != "off")
        {
            throw new ConfigurationException(
                $"{plugin}.replay-filter.mode is '{filter}'. It must be 'off': the filter drops acknowledged events of an entity that has "
                    + "moved away and back.");
        }
        SetupOf(system);
    }

    static string ClassName(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    static Config Of(string provider, string connectionString, string readIsolation) => ConfigurationFactory.ParseString(
        $$"""
        akka {
          persistence {
            journal {
              plugin = akka.persistence.journal.sql
              sql {
                class = {{Quoted(ClassName(typeof(ChatJournal)))}}
                {{Common(provider, connectionString, readIsolation)}}

                # Tags stand in the event's own row.
                tag-write-mode = Csv

                # It tells writers apart by who wrote, and drops events that were acknowledged when an entity has moved from A to B and
                # back to A. What keeps writers apart is the number that each write follows, and the unique index.
                replay-filter.mode = off
              }
            }
            snapshot-store {
              plugin = akka.persistence.snapshot-store.sql
              sql {
                class = {{Quoted(ClassName(typeof(ChatSnapshotStore)))}}
                {{Common(provider, connectionString, readIsolation)}}
              }
            }
          }
          actor {
            serializers {
              chat-event = {{Quoted(ClassName(typeof(EventSerializer)))}}
              chat-snapshot = {{Quoted(ClassName(typeof(SnapshotSerializer)))}}
            }
            serialization-bindings {
              {{Quoted(ClassName(typeof(Persisted)))}} = chat-event
              {{Quoted(ClassName(typeof(StoredSnapshotState)))}} = chat-snapshot
            }
          }
        }
        """).WithFallback(SqlPersistence.DefaultConfiguration);

    static string Common(string provider, string connectionString, string readIsolation) =>
        $$"""
        provider-name = "{{provider}}"
        connection-string = {{Quoted(connectionString)}}

        # The store has made the tables, with their version, under a lock; two nodes that make them at once run into each other.
        auto-initialize = off
        read-isolation-level = {{readIsolation}}

        # One entity's failure must not shut out all others: a breaker that opens refuses recoveries too. So it never does (a failure
        # is only a transaction whose end nobody knows), and if it ever did, it would try again at once.
        circuit-breaker {
          max-failures = 1000000
          reset-timeout = 1s
          # As long as a group commit may take.
          call-timeout = 10s
        }
        """;
}
