using ActorChat.Load.Measure;
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
        if (!options.WithLimits) return new(Name, setting, [ours], Goals(ours, null, options.Store), new Dictionary<string, double>());
        var limits = new Dictionary<string, double>();
        if (options.Store == StoreKind.Sqlite)
        {
            var commit = (await Posting.OnBareJournalPaced(options, rate)).Took;
            (limits["bare-journal at this rate: a commit, p50, ms"], limits["p99, ms"], limits["p99.9, ms"]) = (
                commit.P50Ms, commit.P99Ms, commit.P999Ms);
        }
        var limit = await Posting.OnBareFanout(options, plan, rate);
        return new(Name, setting, [ours, limit], Goals(ours, limit, options.Store), limits);
    }

    static List<Goal> Goals(Figures ours, Figures? limit, StoreKind store) =>
    [
        Goal.AtMost("send to receive, p50", ours.ToReceive.P50Ms, 0.8, " ms", limit?.ToReceive.P50Ms),
        Goal.AtMost("send to receive, p99", ours.ToReceive.P99Ms, 2.5, " ms", limit?.ToReceive.P99Ms),
        Goal.AtMost(
            "send to receive, p99.9", ours.ToReceive.P999Ms, store == StoreKind.Sqlite ? 10 : 20, " ms", limit?.ToReceive.P999Ms),
        Goal.AtMost("cores", ours.Cores, 0.5, limit: limit?.Cores),
        Goal.AtMost("lost or repeated", ours.Lost + ours.Repeated, 0),
    ];
}
