using ActorChat.Node;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>Some nodes on one store: an SQLite file of their own, unless another is named.</summary>
sealed class TestCluster : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("actorchat-e2e-").FullName;
    readonly IReadOnlyList<string> settings;
    readonly string store;
    readonly Dictionary<string, NodeProcess> nodes = [];
    readonly Dictionary<string, Walls> walls = [];
    readonly Func<Walls>? newWalls;

    // By kind, as they were when first asked for.
    readonly Dictionary<string, IReadOnlyDictionary<int, string>> whereabouts = [];

    TestCluster(string? store, IEnumerable<string> settings, Func<Walls>? newWalls = null)
    {
        this.newWalls = newWalls;
        // Tests post as they need to; those of the limit set it.
        this.settings = ["passwords.iterations=1000", "rooms.global-send-limit=", .. settings];
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
    public static Task<TestCluster> StartOn(string? store, int count, params string[] settings) =>
        StartBehind(null, store, count, settings);

    /// <summary>
    /// The same, each node behind walls; where the setting of the store holds <c>{port}</c>, it is that of its way to the store.
    /// </summary>
    public static async Task<TestCluster> StartBehind(Func<Walls>? newWalls, string? store, int count, params string[] settings)
    {
        var cluster = new TestCluster(store, settings, newWalls);
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

    /// <summary>What stands around this node.</summary>
    public Walls WallsOf(string name) => walls[name];

    /// <summary>No frame passes between this node and the others.</summary>
    public void CutOffFromNodes(string name)
    {
        foreach (var (of, wall) in walls)
        {
            if (of == name) wall.Links.Cut();
            else wall.Links.CutFor(nodes[name].Process);
        }
    }

    /// <summary>All is as it was.</summary>
    public void Mend()
    {
        foreach (var wall in walls.Values) wall.Mend();
    }

    /// <summary>A room name that begins so, and whose entity lives on this node as long as these nodes live.</summary>
    public string RoomOn(string node, string prefix) => NameOn("room", node, prefix);

    /// <summary>Any number of such names.</summary>
    public IEnumerable<string> RoomsOn(string node, string prefix) => NamesOn("room", node, prefix);

    /// <summary>A name that begins so, and whose entity of this kind lives on this node as long as these nodes live.</summary>
    public string NameOn(string kind, string node, string prefix) => NamesOn(kind, node, prefix).First();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(nodes.Values.Select(node => node.DisposeAsync().AsTask()));
        foreach (var wall in walls.Values) await wall.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    IEnumerable<string> NamesOn(string kind, string node, string prefix)
    {
        if (!whereabouts.TryGetValue(kind, out var nodeOf))
        {
            nodeOf = whereabouts[kind] = Whereabouts.Of(kind, Nodes).GetAwaiter().GetResult();
        }
        return Enumerable.Range(1, int.MaxValue).Select(i => $"{prefix}{i}")
            .Where(name => nodeOf[Shards.Of(new EntityId(kind, name), Shards.Count)] == node);
    }

    NodeProcess Begin(string name)
    {
        if (newWalls is null) return nodes[name] = NodeProcess.Start(name, store, settings);
        if (!walls.TryGetValue(name, out var wall)) wall = walls[name] = newWalls();
        return nodes[name] = NodeProcess.Start(
            name, wall.Through(store), [.. settings, $"cluster.advertise={wall.Advertise}"], wall.Listen);
    }
}
