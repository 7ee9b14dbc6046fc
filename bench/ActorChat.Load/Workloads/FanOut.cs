using ActorChat.Load.Reports;

namespace ActorChat.Load.Workloads;

/// <summary>W1: everyone in one room, few senders: what one message costs for each of its receivers.</summary>
sealed class FanOut(int clients) : IWorkload
{
    public string Name => clients == 200 ? "w1" : "w1-1000";

    public string Summary => $"fan-out: one room, {clients} clients, 10 senders with a window of 16";

    public async Task<Report> Run(Options options)
    {
        var plan = options.Swarm(clients, rooms: 1, senders: 10, window: 16);
        var ours = await Posting.OnNodes(options, plan);
        if (!options.WithLimits) return new(Name, Posting.Describe(options, plan), [ours], [], new Dictionary<string, double>());
        var limit = await Posting.OnBareFanout(options, plan);
        var ratio = ours.DeliveriesPerCpuSecond / limit.DeliveriesPerCpuSecond;
        return new(Name, Posting.Describe(options, plan), [ours, limit],
        [
            Goal.AtLeast("deliveries per server CPU second, of bare-fanout's", ratio, 0.7),
            Goal.AtLeast("deliveries per server CPU second", ours.DeliveriesPerCpuSecond, 2_000_000,
                limit: limit.DeliveriesPerCpuSecond),
            Goal.AtMost("lost or repeated", ours.Lost + ours.Repeated, 0),
        ], new Dictionary<string, double>());
    }
}
