using ActorChat.Actors;
using ActorChat.Actors.Ownership;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>Some nodes on one store: an SQLite file of their own, unless another is named.</summary>
sealed class TestCluster : IAsyncDisposable
{
    const int ShardCount = 256;

    readonly string folder = Directory.CreateTempSubdirectory("actorchat-e2e-").FullName;
    readonly IReadOnlyList<string> settings;
    readonly string store;
    readonly Dictionary<string, NodeProcess> nodes = [];

    TestCluster(string? store, IEnumerable<string> settings)
    {
        // Tests post as they need to; those of the limit set it.
        this.settings = ["Passwords:Iterations=1000", "Rooms:GlobalSendLimit=", .. settings];
        this.store = store ?? $"sqlite:{Path.Combine(folder, "chat.db")}";
    }

    /// <summary>The node of this name.</summary>
    public NodeProcess this[string name] => nodes[name];

    /// <summary>The live nodes.</summary>
    public IReadOnlyCollection<NodeProcess> Nodes => nodes.Values;

    /// <summary>Client addresses of the live nodes.</summary>
    public IReadOnlyList<string> Addresses => [.. nodes.Values.Select(node => node.Address)];

    /// <summary>A folder for the test's own files, gone with the cluster.</summary>
    public string Folder => folder;

    /// <summary>Starts nodes n1, n2 … and waits until all are ready.</summary>
    public static Task<TestCluster> Start(int count, params string[] settings) => StartOn(null, count, settings);

    /// <summary>The same, on the store that this setting names.</summary>
    public static async Task<TestCluster> StartOn(string? store, int count, params string[] settings)
    {
        var cluster = new TestCluster(store, settings);
        try
        {
            for (var i = 1; i <= count; i++) cluster.Begin($"n{i}");
            await Task.WhenAll(cluster.nodes.Values.Select(node => node.Ready()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a node, which may have lived before under the same name, and waits until it is ready.</summary>
    public async Task<NodeProcess> Add(string name)
    {
        var node = Begin(name);
        await node.Ready();
        return node;
    }

    /// <summary>Kills a node and forgets it.</summary>
    public async Task Kill(string name)
    {
        nodes.Remove(name, out var node);
        await node!.Kill();
        await node.DisposeAsync();
    }

    /// <summary>Stops a node in good order and forgets it; how it ended, and after how long.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> Terminate(string name)
    {
        nodes.Remove(name, out var node);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        node!.Process.Send(Signal.Terminate);
        var exitCode = await node.Process.WaitForExit();
        var took = watch.Elapsed;
        await node.DisposeAsync();
        return (exitCode, took);
    }

    /// <summary>A room name that begins so, and whose entity lives on this node as long as these nodes live.</summary>
    public string RoomOn(string node, string prefix) => NameOn("room", node, prefix);

    /// <summary>A name that begins so, and whose entity of this kind lives on this node as long as these nodes live.</summary>
    public string NameOn(string kind, string node, string prefix) => Enumerable.Range(1, 1000).Select(i => $"{prefix}{i}")
        .First(name => Placement.Of(Shards.Of(new EntityId(kind, name), ShardCount), [.. nodes.Keys]) == node);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(nodes.Values.Select(node => node.DisposeAsync().AsTask()));
        Directory.Delete(folder, recursive: true);
    }

    NodeProcess Begin(string name) => nodes[name] = NodeProcess.Start(name, store, settings);
}
