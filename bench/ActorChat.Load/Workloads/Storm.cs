using System.Diagnostics;
using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>
/// W7: one of three nodes is killed while people write; all its clients come to the others at once and go on from their cursors.
/// What the dead node had answers again when the others have noticed its death and judged it.
/// </summary>
sealed class Storm : IWorkload
{
    const int Nodes = 3, Posters = 100;
    const double Rate = 200;

    // Up to 4.6 s until others have taken over what the dead node had, and 1 for coming back.
    const double AtTheLatest = 5.6;
    static readonly TimeSpan Before = TimeSpan.FromSeconds(3), Patience = TimeSpan.FromSeconds(60);

    public string Name => "w7";

    public string Summary => "storm: 2,000 clients reconnect and resume at once when their node has been killed";

    public async Task<Report> Run(Options options)
    {
        var plan = new SwarmPlan((options.Clients ?? 2000) + Posters, options.Rooms ?? 100, Posters, 1, options.TextBytes);
        await using var cluster = await NodeCluster.Start(options.Servers(Nodes));
        // Those who post are on the nodes that stay.
        await using var swarm = await Swarm.Enter(i => cluster.Addresses[i < Posters ? 1 + (i % 2) : 0], plan);
        swarm.StartPace(Rate);
        await Task.Delay(Before);
        var killed = Stopwatch.GetTimestamp();
        cluster.Kill(0);
        await Task.WhenAll(swarm.Clients.Skip(Posters).Select((client, i) => Return(client, cluster, Posters + i))).WaitAsync(Patience);
        await swarm.Settle(Patience);
        var waits = swarm.Clients.Skip(Posters).Select(client => Stopwatch.GetElapsedTime(killed, client.SyncedAt).TotalSeconds).Order()
            .ToList();
        return new(Name, $"{waits.Count} clients of one of {Nodes} nodes, {Posters} others post {Rate} messages/s, {options.Store}", [],
        [
            Goal.AtMost("last client in sync after the kill", waits[^1], AtTheLatest, " s"),
            Goal.AtMost("lost or repeated", swarm.Tally.Lost + swarm.Tally.Repeated, 0),
        ],
        new Dictionary<string, double>
        {
            ["s from the kill until the last client is in sync"] = waits[^1],
            ["median, s from the kill"] = waits[waits.Count / 2],
            ["server CPU s in all"] = ProcessUsage.CpuSeconds(cluster.Processes.Skip(1)),
            ["refused"] = swarm.Tally.Refused,
        });
    }

    static async Task Return(ChatClient client, NodeCluster cluster, int number)
    {
        await client.Ended;
        await client.Resume(cluster.Addresses[1 + (number % 2)], number);
        await client.Synced;
    }
}
