using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>W3: the clients of W2 at a rate that leaves the machine mostly idle: what a message takes when nothing is in its way.</summary>
sealed class Paced : IWorkload
{
    const double DefaultRate = 1000;
    const int LongerWarmUp = 3;

    public string Name => "w3";

    public string Summary => "paced: 500 clients in 100 rooms of 5, 1,000 messages a second in all";

    public async Task<Report> Run(Options options)
    {
        // At this rate a node takes longer to find out what is busy; while it compiles that, it is in its own way.
        options = options with { WarmUpSeconds = options.WarmUpSeconds * LongerWarmUp };
        var plan = options.Swarm(clients: 500, rooms: 100, senders: 500, window: 1);
        var rate = options.Rate ?? DefaultRate;
        var setting = $"{Posting.Describe(options, plan)}, {rate} messages/s";
        var ours = await Posting.OnNodes(options, plan, perSecond: rate);
        var (p99, p999) = options.Store == StoreKind.Sqlite ? (2, 10) : (5, 20);
        List<Goal> goals =
        [
            Goal.AtMost("send to receive, p99", ours.ToReceive.P99Ms, p99, " ms"),
            Goal.AtMost("send to receive, p99.9", ours.ToReceive.P999Ms, p999, " ms"),
            Goal.AtMost("cores", ours.Cores, 0.4),
            Goal.AtMost("lost or repeated", ours.Lost + ours.Repeated, 0),
        ];
        if (!options.WithLimits) return new(Name, setting, [ours], goals, new Dictionary<string, double>());
        var limits = new Dictionary<string, double>();
        if (options.Store == StoreKind.Sqlite)
        {
            var commit = (await Posting.OnBareJournalPaced(options, rate)).Took;
            (limits["bare-journal at this rate: a commit, p50, ms"], limits["p99, ms"], limits["p99.9, ms"]) = (
                commit.P50Ms, commit.P99Ms, commit.P999Ms);
        }
        return new(Name, setting, [ours, await Posting.OnBareFanout(options, plan, rate)], goals, limits);
    }
}
