using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>
/// W4: clients that are logged in, follow their feeds, and say nothing: what a session holds, and what it costs while nothing happens.
/// Their entities leave memory sooner than by default, so that the run need not wait for minutes.
/// </summary>
sealed class Idle(int clients) : IWorkload
{
    // Those who come first: the node compiles what it needs for them, and they are counted, but not among the further ones.
    const int First = 200;

    const string PassivateSoon = "entities.passivate-after=5s";

    // Until entities have left memory, and the node has given back what a busy time left.
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public string Name => $"w4-{clients}";

    public string Summary => $"idle: {clients} clients logged in, each in one of 100 rooms";

    public async Task<Report> Run(Options options)
    {
        var plan = options.Swarm(clients, rooms: 100, senders: 0, window: 0);
        await using var cluster = await NodeCluster.Start(Servers(options));
        var figures = await Measure(cluster, plan, options);
        var perSession = figures["bytes of RSS per session"];
        double? limit = null;
        if (options.WithLimits)
        {
            await using var bare = await BareServer.Start();
            limit = (await Measure(bare, plan, options))["bytes of RSS per session"];
            figures["bare-fanout: bytes of RSS per session"] = limit.Value;
        }
        return new(Name, $"{plan.Clients} clients in {plan.Rooms} rooms, {options.Nodes ?? 1} node(s), {options.Store}", [],
        [
            Goal.AtMost("RSS per idle session, with all that the node compiled and cached for the first",
                perSession / 1024, 14, " KB", limit / 1024),
            Goal.AtMost("RSS per further idle session", figures["bytes of RSS per further session"] / 1024, 14, " KB", limit / 1024),
            Goal.AtLeast("sessions", figures["sessions"], plan.Clients + First),
            Goal.AtMost("CPU of an idle session, microseconds a second", figures["CPU microseconds a second per session"], 20, " us"),
        ], figures);
    }

    /// <summary>Nodes as they are for this.</summary>
    public static ServerPlan Servers(Options options) => options.Servers() with { Settings = [PassivateSoon, .. options.Settings] };

    /// <summary>What the idle clients of a plan cost a server.</summary>
    public static async Task<Dictionary<string, double>> Measure(IServer server, SwarmPlan plan, Options options)
    {
        var before = server.Processes.Sum(ProcessUsage.ResidentBytes);
        await using var first = await Swarm.Enter(server.Addresses, plan with { Clients = First, Prefix = "first" });
        await Task.Delay(Quiet);
        var withFirst = server.Processes.Sum(ProcessUsage.ResidentBytes);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using var swarm = await Swarm.Enter(server.Addresses, plan);
        var entering = watch.Elapsed.TotalSeconds;
        await Task.Delay(Quiet);
        var cpu = ProcessUsage.CpuSeconds(server.Processes);
        await Task.Delay(options.Timing.Duration);
        var idleCpu = ProcessUsage.CpuSeconds(server.Processes) - cpu;
        var after = server.Processes.Sum(ProcessUsage.ResidentBytes);
        var counters = await NodeCounters.Read(server);
        return new()
        {
            ["seconds until all were in"] = entering,
            ["MB of RSS before"] = before / 1e6,
            [$"MB of RSS with the first {First}"] = withFirst / 1e6,
            ["MB of RSS with all"] = after / 1e6,
            ["MB of managed heap"] = counters["dotnet_gc_heap_bytes"] / 1e6,
            ["bytes of RSS per session"] = (after - before) / (double)(plan.Clients + First),
            ["bytes of RSS per further session"] = (after - withFirst) / (double)plan.Clients,
            ["CPU microseconds a second per session"] = idleCpu * 1e6 / options.Timing.Duration.TotalSeconds / (plan.Clients + First),
            ["entities in memory"] = counters["actorchat_entities"],
            ["sessions"] = counters["actorchat_sessions"],
            ["connections that ended"] = first.Tally.Ended + swarm.Tally.Ended,
        };
    }
}
