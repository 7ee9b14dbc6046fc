using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>
/// What a message costs the server as the number of known users and rooms grows, and as the history behind it grows. For SQLite, whose
/// file it fills.
/// </summary>
sealed class Curve : IWorkload
{
    static readonly int[] Steps = [100, 1_000, 10_000, 100_000, 1_000_000];

    public string Name => "curve";

    public string Summary => "curve: CPU of a message with 100 to 1,000,000 users, rooms, and messages of history known";

    public async Task<Report> Run(Options options)
    {
        var plan = options.Swarm(clients: 500, rooms: 100, senders: 500, window: 4);
        var figures = new Dictionary<string, double>();
        foreach (var known in Steps)
        {
            figures[$"CPU us a message, {known:#,0} users and rooms known"] = await WithKnown(known, plan, options);
        }
        foreach (var (history, cost) in await AsItGrows(plan, options))
        {
            figures[$"CPU us a message, {history:#,0} messages of history"] = cost;
        }
        return new(Name, Posting.Describe(options, plan), [],
        [
            Goal.AtMost(
                "CPU of a message with 1,000,000 users and rooms known, of that with 100", Ratio(figures, "users and rooms known"), 1.2),
            Goal.AtMost(
                "CPU of a message with 1,000,000 messages of history, of that with 10,000", Ratio(figures, "messages of history"), 1.2),
        ], figures);
    }

    static double Ratio(Dictionary<string, double> figures, string of)
    {
        var some = figures.Where(one => one.Key.EndsWith(of, StringComparison.Ordinal)).Select(one => one.Value).ToList();
        return some[^1] / some[0];
    }

    static async Task<double> WithKnown(int known, SwarmPlan plan, Options options)
    {
        await using var cluster = await NodeCluster.StartOn(
            options.Servers() with { Store = StoreKind.Sqlite }, file => KnownNames.Fill(file, known));
        await using var swarm = await Swarm.Enter(cluster.Addresses, plan);
        var run = await Measurement.Windows("ActorChat", swarm, cluster, options.Timing);
        return CostOf(run.CpuSeconds, run.MessagesPerSecond * run.Seconds);
    }

    // One run, looked at each time that the history has become ten times as long.
    static async Task<List<(long History, double Cost)>> AsItGrows(SwarmPlan plan, Options options)
    {
        var costs = new List<(long, double)>();
        await using var cluster = await NodeCluster.Start(options.Servers() with { Store = StoreKind.Sqlite });
        await using var swarm = await Swarm.Enter(cluster.Addresses, plan);
        swarm.StartWindows();
        foreach (var step in Steps.Where(step => step >= 10_000))
        {
            while (swarm.Tally.Acknowledged < step) await Task.Delay(10);
            var (messages, cpu) = (swarm.Tally.Acknowledged, ProcessUsage.CpuSeconds(cluster.Processes));
            await Task.Delay(options.Timing.Duration / 2);
            costs.Add((step, CostOf(ProcessUsage.CpuSeconds(cluster.Processes) - cpu, swarm.Tally.Acknowledged - messages)));
        }
        await swarm.Settle(TimeSpan.FromSeconds(20));
        return costs;
    }

    static double CostOf(double cpuSeconds, double messages) => cpuSeconds * 1e6 / Math.Max(1, messages);
}
