using System.Diagnostics;
using ActorChat.Load.Clients;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Measure;

/// <summary>How long.</summary>
/// <param name="WarmUp">Until the compiler and the caches have settled; nothing counts.</param>
/// <param name="Duration">What counts.</param>
record struct Timing(TimeSpan WarmUp, TimeSpan Duration);

/// <summary>Measures a swarm that posts.</summary>
static class Measurement
{
    static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(20), AfterCounters = TimeSpan.FromSeconds(1);

    /// <summary>Everyone posts as fast as its window lets it.</summary>
    public static Task<Figures> Windows(string name, Swarm swarm, IServer server, Timing timing)
    {
        swarm.StartWindows();
        return Run(name, swarm, server, timing, null);
    }

    /// <summary>So many messages a second in all.</summary>
    public static Task<Figures> Paced(string name, Swarm swarm, IServer server, Timing timing, double perSecond) =>
        Run(name, swarm, server, timing, swarm.StartPace(perSecond));

    static async Task<Figures> Run(string name, Swarm swarm, IServer server, Timing timing, Pace? pace)
    {
        await Task.Delay(timing.WarmUp);
        // For the first of these pages a node compiles its HTTP: what had to wait for that must have come before anything counts.
        await NodeCounters.Read(server);
        await Task.Delay(AfterCounters);
        var from = await Sample(swarm, server, begin: true);
        await Task.Delay(timing.Duration);
        var to = await Sample(swarm, server, begin: false);
        await swarm.Settle(SettlePatience);
        return Figures(
            name, swarm, server, from, to) with { GeneratorLateMs = pace is null ? 0 : pace.LatestTicks * 1e3 / Stopwatch.Frequency };
    }

    readonly record struct Moment(long At, long Acknowledged, long Delivered, double Cpu, double DatabaseCpu, NodeCounters Counters);

    static async Task<Moment> Sample(Swarm swarm, IServer server, bool begin)
    {
        // The page of counters costs the node something: before what counts, and after it.
        var counters = begin ? await NodeCounters.Read(server) : null;
        var moment = await swarm.OnLoop(() =>
        {
            if (begin) swarm.Tally.Begin();
            else swarm.Tally.IsMeasuring = false;
            return new Moment(Stopwatch.GetTimestamp(), swarm.Tally.Acknowledged, swarm.Tally.Delivered,
                ProcessUsage.CpuSeconds(server.Processes), ProcessUsage.CpuSeconds(server.DatabaseProcesses), counters!);
        });
        return moment with { Counters = counters ?? await NodeCounters.Read(server) };
    }

    static Figures Figures(string name, Swarm swarm, IServer server, Moment from, Moment to)
    {
        var seconds = Stopwatch.GetElapsedTime(from.At, to.At).TotalSeconds;
        var counted = to.Counters.Since(from.Counters);
        var commits = counted["actorchat_commits_total"];
        var tally = swarm.Tally;
        return new()
        {
            Server = name, Seconds = seconds,
            MessagesPerSecond = (to.Acknowledged - from.Acknowledged) / seconds,
                DeliveriesPerSecond = (to.Delivered - from.Delivered) / seconds,
            ToReceive = tally.ToReceive.Summarise(), ToAcknowledge = tally.ToAcknowledge.Summarise(),
            CpuSeconds = to.Cpu - from.Cpu, DatabaseCpuSeconds = to.DatabaseCpu - from.DatabaseCpu,
            CommitsPerSecond = commits / seconds,
            EventsPerCommit = commits > 0 ? counted["actorchat_events_total"] / commits : 0,
            WritesPerCommit = commits > 0 ? counted["actorchat_writes_total"] / commits : 0,
            AllocatedBytesPerDelivery = counted["dotnet_gc_allocated_bytes_total"] / Math.Max(1, to.Delivered - from.Delivered),
            GcPauseMs = counted["dotnet_gc_pause_seconds_total"] * 1000,
            Gen0 = counted["dotnet_gc_collections_gen0_total"], Gen2 = counted["dotnet_gc_collections_gen2_total"],
            LockContentionsPerSecond = counted["dotnet_lock_contentions_total"] / seconds,
                WorkItemsPerSecond = counted["dotnet_thread_pool_items_total"] / seconds,
            ResidentBytes = server.Processes.Sum(ProcessUsage.ResidentBytes),
            Lost = tally.Lost, Repeated = tally.Repeated, Refused = tally.Refused, FirstRefusal = tally.FirstRefusal, Lagged = tally.Lagged,
                Ended = tally.Ended,
        };
    }
}
