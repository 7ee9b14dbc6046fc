using System.Diagnostics;
using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>
/// W7: one of three nodes is killed while people write; all its clients come to the others at once and go on from their cursors.
/// What the dead node owned answers again when its lease has run out; so it is measured with a short lease as well as with the default one.
/// </summary>
sealed class Storm : IWorkload
{
    const int Nodes = 3, Posters = 100;
    const double Rate = 200;
    const string ShortLease = "cluster.lease=1s";
    static readonly TimeSpan Before = TimeSpan.FromSeconds(3), Patience = TimeSpan.FromSeconds(60);

    public string Name => "w7";

    public string Summary => "storm: 2,000 clients reconnect and resume at once when their node has been killed";

    public async Task<Report> Run(Options options)
    {
        var quick = await Run(options with { Settings = [ShortLease, .. options.Settings] }, "lease of 1 s");
        var usual = await Run(options, "default lease");
        return new(Name, $"{options.Clients ?? 2000} clients of one of {Nodes} nodes, {Posters} others post {Rate} messages/s, {options.Store}", [],
        [
            Goal.AtMost("last client in sync after the others own the rooms, default lease", usual["default lease: s from taking over until the last client is in sync"], 3, " s"),
            Goal.AtMost("last client in sync after the kill, lease of 1 s", quick["lease of 1 s: s from the kill until the last client is in sync"], 3, " s"),
            Goal.AtMost("lost or repeated", quick["lease of 1 s: lost or repeated"] + usual["default lease: lost or repeated"], 0),
        ], quick.Concat(usual).ToDictionary());
    }

    static async Task<Dictionary<string, double>> Run(Options options, string name)
    {
        var plan = new SwarmPlan((options.Clients ?? 2000) + Posters, options.Rooms ?? 100, Posters, 1, options.TextBytes);
        await using var cluster = await NodeCluster.Start(options.Servers(Nodes));
        // Those who post are on the nodes that stay.
        await using var swarm = await Swarm.Enter(i => cluster.Addresses[i < Posters ? 1 + (i % 2) : 0], plan);
        swarm.StartPace(Rate);
        await Task.Delay(Before);
        var killed = Stopwatch.GetTimestamp();
        cluster.Kill(0);
        var taken = TakenOver(cluster);
        await Task.WhenAll(swarm.Clients.Skip(Posters).Select((client, i) => Return(client, cluster, Posters + i))).WaitAsync(Patience);
        var last = swarm.Clients.Skip(Posters).Max(client => client.SyncedAt);
        var takenAt = await taken;
        await swarm.Settle(Patience);
        return new()
        {
            [$"{name}: s from the kill until the others own its rooms"] = Stopwatch.GetElapsedTime(killed, takenAt).TotalSeconds,
            [$"{name}: s from the kill until the last client is in sync"] = Stopwatch.GetElapsedTime(killed, last).TotalSeconds,
            [$"{name}: s from taking over until the last client is in sync"] = Math.Max(0, Stopwatch.GetElapsedTime(takenAt, last).TotalSeconds),
            [$"{name}: median, s from the kill"] = swarm.Clients.Skip(Posters).Select(client => Stopwatch.GetElapsedTime(killed, client.SyncedAt).TotalSeconds).Order().ElementAt((plan.Clients - Posters) / 2),
            [$"{name}: server CPU s in all"] = ProcessUsage.CpuSeconds(cluster.Processes.Skip(1)),
            [$"{name}: lost or repeated"] = swarm.Tally.Lost + swarm.Tally.Repeated,
            [$"{name}: refused"] = swarm.Tally.Refused,
        };
    }

    static async Task Return(ChatClient client, NodeCluster cluster, int number)
    {
        await client.Ended;
        await client.Resume(cluster.Addresses[1 + (number % 2)], number);
        await client.Synced;
    }

    static async Task<long> TakenOver(NodeCluster cluster)
    {
        const int Shards = 256;
        while (await Owned(cluster, 1) + await Owned(cluster, 2) < Shards) await Task.Delay(25);
        return Stopwatch.GetTimestamp();
    }

    static async Task<int> Owned(NodeCluster cluster, int node) =>
        await cluster.Readiness(node) is { } text && text.Split(' ') is ["ready:", var shards, ..] ? int.Parse(shards, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
