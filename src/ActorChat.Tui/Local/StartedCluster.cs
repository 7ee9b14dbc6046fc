namespace ActorChat.Tui.Local;

/// <summary>The cluster that this client has started: keeps its nodes running, and ends them with itself.</summary>
sealed class StartedCluster : ILocalCluster
{
    // A node that drains is done in 5 s; what takes longer hangs.
    static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(6);

    // A node that dies at once whenever it is started is not started for ever.
    const int MaxRestarts = 5;
    static readonly TimeSpan RestartWindow = TimeSpan.FromMinutes(1);

    readonly DataFolder _folder;
    readonly FileStream _lock;
    readonly TimeProvider _time;
    readonly NodeProcess?[] _nodes;
    readonly string?[] _addresses;
    readonly Queue<long> _restarts = new();
    readonly Lock _sync = new();
    readonly List<Task> _keepers = [];
    bool _closing;

    StartedCluster(int nodes, DataFolder folder, FileStream held, TimeProvider time)
    {
        (_folder, _lock, _time) = (folder, held, time);
        _nodes = new NodeProcess?[nodes];
        _addresses = new string?[nodes];
    }

    public IReadOnlyList<string> Addresses => [.. _addresses.OfType<string>()];

    public Action<string>? Noted { get; set; }

    public Action<IReadOnlyList<string>>? Moved { get; set; }

    /// <summary>Starts the nodes and waits until the cluster is ready.</summary>
    /// <param name="held">The lock; held until this is disposed.</param>
    public static async Task<StartedCluster> Start(
        int nodes, DataFolder folder, FileStream held, TimeProvider time, Action<string> progress, CancellationToken cancel)
    {
        progress($"Starting {nodes} {(nodes == 1 ? "node" : "nodes")} on {folder.Path} …");
        var cluster = new StartedCluster(nodes, folder, held, time);
        try
        {
            folder.ForgetAddresses();
            for (var i = 0; i < nodes; i++)
            {
                cluster._nodes[i] = NodeProcess.Start($"n{i + 1}", folder, LocalPorts.Free(folder.Port(i)), progress);
            }
            for (var i = 0; i < nodes; i++) cluster._addresses[i] = await cluster._nodes[i]!.Address.WaitAsync(cancel);
            foreach (var node in cluster._nodes) await node!.Ready.WaitAsync(cancel);
            folder.WriteAddresses(cluster.Addresses);
            folder.KeepPorts(cluster.Addresses);
            for (var i = 0; i < nodes; i++) cluster._keepers.Add(cluster.Keep(i, cluster._nodes[i]!));
            progress("The cluster is ready.");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    // Waits for a node's end and starts it anew, until the cluster is closed or it ends too often.
    async Task Keep(int index, NodeProcess node)
    {
        while (true)
        {
            await node.Ended;
            lock (_sync)
            {
                if (_closing) return;
                if (!MayRestart())
                {
                    Noted?.Invoke($"Node {node.Name} ended again and again: it is not started any more. See {_folder.LogFolder}.");
                    return;
                }
            }
            Noted?.Invoke($"Node {node.Name} ended; starting it again.");
            await node.DisposeAsync();
            try
            {
                lock (_sync)
                {
                    if (_closing) return;
                    _nodes[index] = node = NodeProcess.Start(node.Name, _folder, LocalPorts.Free(_folder.Port(index)), _ => { });
                }
                await Return(index, node);
            }
            catch (LocalClusterFailedException failure)
            {
                Noted?.Invoke(failure.Message);
            }
        }
    }

    async Task Return(int index, NodeProcess node)
    {
        _addresses[index] = await node.Address;
        await node.Ready;
        lock (_sync)
        {
            if (_closing) return;
            _folder.WriteAddresses(Addresses);
        }
        Moved?.Invoke(Addresses);
        Noted?.Invoke($"Node {node.Name} is back at {_addresses[index]}.");
    }

    bool MayRestart()
    {
        while (_restarts.TryPeek(out var oldest) && _time.GetElapsedTime(oldest) > RestartWindow) _restarts.Dequeue();
        if (_restarts.Count >= MaxRestarts) return false;
        _restarts.Enqueue(_time.GetTimestamp());
        return true;
    }

    /// <summary>Lets the nodes drain, ends those that do not, and releases the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            if (_closing) return;
            _closing = true;
            _folder.ForgetAddresses();
        }
        var nodes = _nodes.OfType<NodeProcess>().ToList();
        foreach (var node in nodes) node.Stop();
        await Task.WhenAny(Task.WhenAll(nodes.Select(node => node.Ended)), Task.Delay(DrainTimeout, _time));
        foreach (var node in nodes) await node.DisposeAsync();
        await Task.WhenAll(_keepers);
        await _lock.DisposeAsync();
    }
}
