using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>W2: many small rooms, everyone posts: what a message costs when it is not shared by many.</summary>
/// <param name="store">Where; null: as the command line says.</param>
sealed class ManyRooms(StoreKind? store = null) : IWorkload
{
    public string Name => store is null ? "w2" : $"w2-{store}".ToLowerInvariant();

    public string Summary => $"many rooms: 500 clients in 100 rooms of 5, all send, window 4{(store is null ? "" : $", on {store}")}";

    public async Task<Report> Run(Options options)
    {
        if (store is { } kind) options = options with { Store = kind };
        var plan = options.Swarm(clients: 500, rooms: 100, senders: 500, window: 4);
        var ours = await Posting.OnNodes(options, plan);
        if (!options.WithLimits) return new(Name, Posting.Describe(options, plan), [ours], [], new Dictionary<string, double>());
        var journal = await Posting.OnBareJournal(options, ours);
        var limit = await Posting.OnBareFanout(options, plan);
        var figures = new Dictionary<string, double>
        {
            ["deliveries per CPU second, of bare-fanout's"] = ours.DeliveriesPerCpuSecond / limit.DeliveriesPerCpuSecond,
            ["bare-journal: events per commit"] = journal.EventsPerCommit,
            ["bare-journal: events/s"] = journal.EventsPerSecond,
            ["bare-journal: commits/s"] = journal.CommitsPerSecond,
            ["messages/s, of bare-journal's"] = ours.MessagesPerSecond / journal.EventsPerSecond,
        };
        List<Goal> goals =
        [
            Goal.AtLeast("deliveries per server CPU second", ours.DeliveriesPerCpuSecond,
                options.Store == StoreKind.Sqlite ? 200_000 : 150_000, limit: limit.DeliveriesPerCpuSecond),
            Goal.AtMost("lost or repeated", ours.Lost + ours.Repeated, 0),
        ];
        if (options.Store == StoreKind.Sqlite)
        {
            goals.Insert(1, Goal.AtLeast("messages/s, of bare-journal's", ours.MessagesPerSecond / journal.EventsPerSecond, 0.5));
        }
        return new(Name, Posting.Describe(options, plan), [ours, limit], goals, figures);
    }
}
