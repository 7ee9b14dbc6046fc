using ActorChat.Load.Measure;
using ActorChat.Load.Reports;

namespace ActorChat.Load.Workloads;

/// <summary>
/// W1 and W3 by the WebSocket and by Akka.Remote, one after the other in one run: what the terminal client's way costs more.
/// </summary>
/// <param name="paced">W3: at a rate, instead of as fast as it goes.</param>
sealed class BothDoors(bool paced) : IWorkload
{
    const double DefaultRate = 1000;
    const int LongerWarmUp = 3;

    public string Name => paced ? "w3-akka" : "w1-akka";

    public string Summary => $"{(paced ? "w3" : "w1")} by the WebSocket, and by Akka.Remote";

    public async Task<Report> Run(Options options)
    {
        if (paced) options = options with { WarmUpSeconds = options.WarmUpSeconds * LongerWarmUp };
        var plan = paced ? options.Swarm(clients: 500, rooms: 100, senders: 500, window: 1)
            : options.Swarm(clients: 200, rooms: 1, senders: 10, window: 16);
        double? rate = paced ? options.Rate ?? DefaultRate : null;
        var socket = await Posting.OnNodes(options, plan, perSecond: rate);
        var akka = await Posting.OnNodes(options, plan with { ByAkka = true }, perSecond: rate);
        List<Figures> runs = [socket with { Server = "by WebSocket" }, akka with { Server = "by Akka.Remote" }];
        return new(Name, $"{Posting.Describe(options, plan)}{(rate is { } perSecond ? $", {perSecond} messages/s" : "")}", runs,
            [
                .. paced ? (Goal[])[] : [Goal.AtLeast("deliveries per server CPU second by Akka.Remote", akka.DeliveriesPerCpuSecond,
                    1_000_000, limit: socket.DeliveriesPerCpuSecond)],
                Goal.AtMost("lost or repeated", runs.Sum(run => run.Lost + run.Repeated), 0),
            ],
            new Dictionary<string, double>
            {
                ["deliveries per server CPU second, of the WebSocket's"] = akka.DeliveriesPerCpuSecond / socket.DeliveriesPerCpuSecond,
            });
    }
}
