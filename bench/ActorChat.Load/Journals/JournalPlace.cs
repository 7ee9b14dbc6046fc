using ActorChat.Node.Settings;
using ActorChat.Load.Servers;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Postgres;
using ActorChat.Node.Stores.Sqlite;
using Akka.Configuration;

namespace ActorChat.Load.Journals;

/// <summary>An empty database, with the store's tables.</summary>
sealed class JournalPlace : IAsyncDisposable
{
    readonly PostgresServer? server;
    readonly string? file;
    readonly Func<IStore> connect;

    JournalPlace(PostgresServer? server, string? file, Func<IStore> connect, Config config)
    {
        (this.server, this.file, this.connect) = (server, file, connect);
        Config = config;
    }

    /// <summary>For Akka.</summary>
    public Config Config { get; }

    /// <summary>The database's first process; none for SQLite.</summary>
    public int? ProcessId => server?.ProcessId;

    public static async Task<JournalPlace> Make(StoreKind kind, string folder)
    {
        if (kind == StoreKind.Sqlite)
        {
            var file = Path.Combine(folder, $"journal-{Guid.NewGuid():N}.db");
            var sqlite = NodeSettings.Default.Sqlite.At(file);
            return new(null, file, () => new SqliteStore(sqlite), JournalConfig.For(sqlite));
        }
        var server = await PostgresServer.Start(folder);
        var postgres = NodeSettings.Default.Postgres.At(server.ConnectionString);
        return new(server, null, () => new PostgresStore(postgres), JournalConfig.For(postgres));
    }

    public async Task<IStore> Open()
    {
        var store = connect();
        await store.Open(default);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        if (file is null) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var ending in (string[])["", "-wal", "-shm"]) File.Delete(file + ending);
    }
}
