using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;

namespace ActorChat.Load.Workloads;

/// <summary>W5: W2 and W3 over three nodes with the clients spread evenly, so that two thirds of all commands cross a link.</summary>
sealed class ThreeNodes : IWorkload
{
    const int Nodes = 3;
    const double DefaultRate = 1000;

    public string Name => "w5";

    public string Summary => "three nodes: w2 and w3 with the clients spread over three nodes, beside one node";

    public async Task<Report> Run(Options options)
    {
        // Each node compiles what is busy for itself, and with a third of the messages it takes three times as long to find out what is.
        options = options with { WarmUpSeconds = options.WarmUpSeconds * Nodes };
        var rate = options.Rate ?? DefaultRate;
        var plan = options.Swarm(clients: 500, rooms: 100, senders: 500, window: 4);
        // Each beside its own limit: the machine is another one some minutes later.
        var (three, one) = await Beside(options, plan, null);
        var (paced, onePaced) = await Beside(options, plan, rate);
        List<Figures> runs = [three with { Server = "three nodes, w2" }, paced with { Server = "three nodes, w3" }];
        List<Goal> goals = [Goal.AtMost("lost or repeated", three.Lost + three.Repeated + paced.Lost + paced.Repeated, 0)];
        if (one is not null && onePaced is not null)
        {
            runs.AddRange([one with { Server = "one node, w2" }, onePaced with { Server = "one node, w3" }]);
            goals.Insert(0, Goal.AtLeast("w2: deliveries per CPU second of all nodes, of one node's",
                three.DeliveriesPerCpuSecond / one.DeliveriesPerCpuSecond, 0.6));
            goals.Insert(1, Goal.AtLeast("w3: the same", paced.DeliveriesPerCpuSecond / onePaced.DeliveriesPerCpuSecond, 0.5));
        }
        return new(Name, Posting.Describe(options, plan, Nodes), runs, goals, new Dictionary<string, double>());
    }

    static async Task<(Figures Three, Figures? One)> Beside(Options options, SwarmPlan plan, double? rate)
    {
        var three = await Posting.OnNodes(options, plan, Nodes, rate);
        return (three, options.WithLimits ? await Posting.OnNodes(options with { Nodes = 1 }, plan, 1, rate) : null);
    }
}
