using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>W4 by both doors in one run: what an idle session of the terminal client takes more.</summary>
sealed class IdleBothDoors(int clients) : IWorkload
{
    public string Name => $"w4-akka-{clients}";

    public string Summary => $"w4 with {clients} clients by the WebSocket, and by Akka.Remote";

    public async Task<Report> Run(Options options)
    {
        var plan = options.Swarm(clients, rooms: 100, senders: 0, window: 0);
        var figures = new Dictionary<string, double>();
        foreach (var byAkka in (bool[])[false, true])
        {
            await using var cluster = await NodeCluster.Start(Idle.Servers(options));
            foreach (var (what, value) in await Idle.Measure(cluster, plan with { ByAkka = byAkka }, options))
            {
                figures[$"{Door(byAkka)}: {what}"] = value;
            }
        }
        return new(Name, $"{plan.Clients} clients in {plan.Rooms} rooms, {options.Nodes ?? 1} node(s), {options.Store}", [],
        [
            Goal.AtMost("KB of RSS per further idle session by Akka.Remote",
                figures[$"{Door(true)}: bytes of RSS per further session"] / 1024, 36, " KB"),
            Goal.AtMost("connections that ended",
                figures[$"{Door(false)}: connections that ended"] + figures[$"{Door(true)}: connections that ended"], 0),
        ], figures);
    }

    static string Door(bool byAkka) => byAkka ? "Akka.Remote" : "WebSocket";
}
