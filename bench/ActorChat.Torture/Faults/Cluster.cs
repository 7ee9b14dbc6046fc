using System.Collections.Concurrent;
using ActorChat.Harness;

namespace ActorChat.Torture.Faults;

/// <summary>The nodes of a run, each a process behind walls, and what is cut between them.</summary>
sealed class Cluster : IAsyncDisposable
{
    // What disappears after an hour would count as lost, in a long run or by a calendar that has jumped.
    static readonly string[] Settings = ["passwords.iterations=1000", "rooms.global-send-limit=", "rooms.global-message-lifetime=off",
        "dialogues.message-lifetime=off"];

    readonly string folder;
    readonly Lock gate = new();
    readonly List<(int Dialler, int Dialled)> cuts = [];
    readonly ConcurrentQueue<string> deaths = new();

    Cluster(string folder, IReadOnlyList<Member> members, PostgresServer? server, string? schema, SmallDisk? disk) =>
        (this.folder, Members, Server, Schema, Disk) = (folder, members, server, schema, disk);

    /// <summary>The nodes, by place.</summary>
    public IReadOnlyList<Member> Members { get; }

    /// <summary>The database server, where there is one.</summary>
    public PostgresServer? Server { get; }

    /// <summary>Its schema, and the user by whom the nodes use it.</summary>
    public string? Schema { get; }

    /// <summary>The disk on which the file lies, where there is one that can be full.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>Nodes that have died by themselves, and how.</summary>
    public IReadOnlyCollection<string> Deaths => deaths;

    /// <summary>Where clients may connect, as far as is known.</summary>
    public IReadOnlyList<string> Addresses => [.. Members.Select(member => member.Address).OfType<string>()];

    /// <summary>Starts nodes on a new store and waits until all are ready.</summary>
    /// <param name="folder">For their logs, and for an SQLite file.</param>
    /// <param name="count">Nodes that are started.</param>
    /// <param name="spare">Nodes that are not, and may be later.</param>
    /// <param name="onServer">On a database server of the run's own.</param>
    /// <param name="mayFill">An SQLite file's disk will be full: it has one of its own, where that can be had.</param>
    /// <param name="program">What dotnet is to run, with the name of a calendar's file, instead of a node as it is; null for that.</param>
    public static async Task<Cluster> Start(
        string folder, int count, int spare, bool onServer, bool mayFill, IReadOnlyList<string>? program)
    {
        var server = onServer ? new PostgresServer() : null;
        var disk = mayFill ? SmallDisk.TryMake(Path.Combine(folder, "disk")) : null;
        var store = $"sqlite:{Path.Combine(disk?.Folder ?? folder, "chat.db")}";
        string? schema = null;
        if (server is not null)
        {
            await server.InitializeAsync();
            schema = PostgresServer.SchemaOf(await server.NewSchema());
            await server.NewUser(schema);
            store = $"postgres:{PostgresServer.ConnectionStringBy("{port}", schema)};Search Path={schema}";
        }
        List<Member> members = [];
        var cluster = new Cluster(folder, members, server, schema, disk);
        foreach (var name in Enumerable.Range(1, count + spare).Select(i => $"n{i}"))
        {
            var log = Path.Combine(folder, $"{name}.log");
            var calendar = new Calendar(Path.Combine(folder, $"{name}.calendar"));
            members.Add(new(name, store, Settings, new(server?.Socket), calendar, program, log, cluster.deaths.Enqueue));
        }
        foreach (var member in members.Take(count)) member.Start();
        await cluster.AllServe(TimeSpan.FromSeconds(120));
        return cluster;
    }

    /// <summary>Waits until every node serves.</summary>
    public Task AllServe(TimeSpan deadline) => Task.WhenAll(Members.Where(member => member.IsWanted).Select(member =>
        Eventually.See(member.Readiness, said => said.StartsWith("ready", StringComparison.Ordinal)
            && !said.Contains("can't be reached", StringComparison.Ordinal), $"{member.Name} serves", deadline)));

    /// <summary>Nothing passes on what one has dialled to the other.</summary>
    public void Cut(int dialler, int dialled)
    {
        lock (gate) cuts.Add((dialler, dialled));
        ApplyCuts();
    }

    /// <summary>One such cut less.</summary>
    public void Mend(int dialler, int dialled)
    {
        lock (gate) cuts.Remove((dialler, dialled));
        ApplyCuts();
    }

    /// <summary>Makes the cuts hold for the processes that there are now.</summary>
    public void ApplyCuts()
    {
        lock (gate)
        {
            for (var i = 0; i < Members.Count; i++)
            {
                var links = Members[i].Walls.Links;
                List<ChildProcess> diallers = [.. cuts.Where(cut => cut.Dialled == i)
                    .Select(cut => Members[cut.Dialler].Process).OfType<ChildProcess>()];
                if (diallers.Count == 0) links.Mend();
                else links.CutFor(diallers);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members) await member.DisposeAsync();
        if (Server is not null) await Server.DisposeAsync();
        Disk?.Dispose();
        // The logs stay for whoever wants them.
        foreach (var file in Directory.EnumerateFiles(folder, "chat.db*")) File.Delete(file);
    }
}
