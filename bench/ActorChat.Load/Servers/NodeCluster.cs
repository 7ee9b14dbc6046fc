using ActorChat.Load.Measure;

namespace ActorChat.Load.Servers;

/// <summary>Real nodes on a store of their own, in a folder that goes with them.</summary>
sealed class NodeCluster : IServer
{
    // So that a crowd's accounts are made in seconds; nothing else differs from the defaults.
    static readonly string[] CheapAccounts =
        ["passwords.iterations=1000", "passwords.max-at-once=2", "passwords.max-waiting=100000", "sessions.max-sessions=100000"];

    readonly string folder;
    readonly PostgresServer? database;
    readonly List<ServerProcess> nodes = [];

    NodeCluster(string folder, PostgresServer? database) => (this.folder, this.database) = (folder, database);

    public IReadOnlyList<string> Addresses { get; private set; } = [];

    public IReadOnlyList<int> Processes => [.. nodes.Select(node => node.Id)];

    public IReadOnlyList<int> DatabaseProcesses => database is null ? [] : ProcessUsage.Family(database.ProcessId);

    /// <summary>The database's file, or null on PostgreSQL.</summary>
    public string? File { get; private set; }

    /// <summary>Starts so many nodes and waits until all shards have settled.</summary>
    public static Task<NodeCluster> Start(ServerPlan plan) => StartOn(plan, null);

    /// <summary>The same, on a file (SQLite) that something else has filled.</summary>
    public static async Task<NodeCluster> StartOn(ServerPlan plan, Func<string, Task>? fill)
    {
        var folder = Directory.CreateDirectory(Path.Combine(plan.DataFolder, $"load-{Guid.NewGuid():N}")).FullName;
        var database = plan.Store == StoreKind.Postgres ? await PostgresServer.Start(plan.DataFolder) : null;
        var cluster = new NodeCluster(folder, database);
        try
        {
            cluster.File = database is null ? Path.Combine(folder, "chat.db") : null;
            var store = database is null ? $"sqlite:{cluster.File}" : $"postgres:{database.ConnectionString}";
            if (fill is not null && cluster.File is { } file) await fill(file);
            for (var i = 1; i <= plan.Nodes; i++) cluster.nodes.Add(Begin($"n{i}", store, plan));
            await Task.WhenAll(cluster.nodes.Select(node => node.Ready));
            cluster.Addresses = await Task.WhenAll(cluster.nodes.Select(node => node.Address));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills a node as a power cut would.</summary>
    public void Kill(int node) => nodes[node].Kill();

    static ServerProcess Begin(string name, string store, ServerPlan plan) => ServerProcess.Start(Checkout.Node,
    [
        "--name", name, "--listen", "127.0.0.1:0", "--cluster", "127.0.0.1:0", "--store", store, "--exit-with-stdin", "--announce",
        .. CheapAccounts.Concat(plan.Settings).SelectMany(setting => (string[])["--set", setting]),
    ]);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        if (database is not null) await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Which of the two stores.</summary>
enum StoreKind { Sqlite, Postgres }

/// <summary>How many nodes, on what.</summary>
/// <param name="Nodes">1 or more.</param>
/// <param name="Store">All nodes share it.</param>
/// <param name="DataFolder">On a real disk, as commits wait for it.</param>
/// <param name="Settings">More settings of the nodes, NAME=VALUE.</param>
sealed record ServerPlan(int Nodes, StoreKind Store, string DataFolder, IReadOnlyList<string> Settings);
