using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>Clients that stop reading while their room goes on, by both doors: what one of them makes the node keep.</summary>
sealed class Stalled : IWorkload
{
    const int Readers = 10;

    // Below the 30 s after which a client that takes nothing is disconnected, and well before the node's own pings end it.
    static readonly TimeSpan UntilFull = TimeSpan.FromSeconds(6);

    public string Name => "stalled";

    public string Summary => "stalled: 200 clients stop reading a room in which 10 post on, by the WebSocket, and by Akka.Remote";

    public async Task<Report> Run(Options options)
    {
        var plan = options.Swarm(clients: 200 + Readers, rooms: 1, senders: Readers, window: 16);
        var figures = new Dictionary<string, double>();
        var still = 0.0;
        foreach (var byAkka in (bool[])[false, true])
        {
            await using var cluster = await NodeCluster.Start(options.Servers());
            var door = byAkka ? "Akka.Remote" : "WebSocket";
            var (perClient, waiting, sessions) = await Measure(cluster, plan with { ByAkka = byAkka }, options);
            figures[$"{door}: KB of RSS per stalled client"] = perClient / 1024;
            figures[$"{door}: KB in send queues per stalled client"] = waiting / 1024;
            figures[$"{door}: sessions that are still there"] = sessions;
            still += sessions;
        }
        return new(Name, Posting.Describe(options, plan), [], [Goal.AtLeast("sessions still there", still, 2 * plan.Clients)], figures);
    }

    static async Task<(double PerClient, double Waiting, double Sessions)> Measure(IServer server, SwarmPlan plan, Options options)
    {
        await using var swarm = await Swarm.Enter(server.Addresses, plan);
        swarm.StartWindows();
        await Task.Delay(options.Timing.WarmUp);
        var before = server.Processes.Sum(ProcessUsage.ResidentBytes);
        var stalled = swarm.Clients.Skip(plan.Senders).ToList();
        await swarm.OnLoop(() =>
        {
            foreach (var client in stalled) client.Stall();
            return true;
        });
        await Task.Delay(UntilFull);
        var counters = await NodeCounters.Read(server);
        var after = server.Processes.Sum(ProcessUsage.ResidentBytes);
        return ((after - before) / (double)stalled.Count, counters["actorchat_send_queue_bytes"] / stalled.Count,
            counters["actorchat_sessions"]);
    }
}
