using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>
/// W6: the last 50 messages of 1,000 rooms, one page after the other. Cold: the rooms have left the nodes' memory, and the file the
/// system's. Warm: the same once more. Then pages of a long room, new and old, beside those of a short one.
/// </summary>
sealed class History : IWorkload
{
    const int Readers = 10, Rooms = 1000, Short = 100, Long = 20_000, Page = 50, Pages = 300;
    static readonly TimeSpan Passivate = TimeSpan.FromSeconds(8);

    public string Name => "w6";

    public string Summary => "history: the last 50 messages of 1,000 rooms, cold and warm; pages of short and long rooms";

    public async Task<Report> Run(Options options)
    {
        var plan = options.Servers();
        await using var cluster = await NodeCluster.Start(
            plan with { Settings = [$"entities.passivate-after={Passivate.TotalSeconds}s", .. plan.Settings] });
        await using var readers = await HistoryReaders.Enter(cluster.Addresses, Readers, options.Rooms ?? Rooms, Short, Long);
        var (recent, old, small) = await ByLength(readers);
        await Forget(cluster);
        var cold = await readers.ReadAll(Page);
        var warm = await readers.ReadAll(Page);
        var cpu = ProcessUsage.CpuSeconds(cluster.Processes);
        await readers.ReadAll(Page);
        return new(Name, $"{Readers} readers, {options.Rooms ?? Rooms} rooms of {Short} messages and one of {Long}, pages of {Page}, "
            + $"{options.Store}", [],
        [
            Goal.AtMost("page, warm, p99", warm.P99Ms, 2, " ms"),
            Goal.AtMost("page, cold, p99", cold.P99Ms, 15, " ms"),
            Goal.AtMost("newest page of the long room, of the short room's", recent.P50Ms / small.P50Ms, 1.3),
            Goal.AtMost("oldest pages of the long room, of its newest", old.P50Ms / recent.P50Ms, 1.3),
        ], new Dictionary<string, double>
        {
            ["cold p50 ms"] = cold.P50Ms, ["cold p99 ms"] = cold.P99Ms, ["cold max ms"] = cold.MaxMs,
            ["warm p50 ms"] = warm.P50Ms, ["warm p99 ms"] = warm.P99Ms, ["warm max ms"] = warm.MaxMs,
            ["short room, newest page, p50 ms"] = small.P50Ms, ["long room, newest page, p50 ms"] = recent.P50Ms,
                ["long room, oldest pages, p50 ms"] = old.P50Ms,
            ["server CPU microseconds a page"] = (ProcessUsage.CpuSeconds(cluster.Processes) - cpu) * 1e6 / (options.Rooms ?? Rooms),
        });
    }

    // Taken in turns, so that what else the machine does meets all alike.
    static async Task<(Percentiles Recent, Percentiles Old, Percentiles Small)> ByLength(HistoryReaders readers)
    {
        var (recent, old, small) = (new Histogram(), new Histogram(), new Histogram());
        for (var i = -20; i < Pages; i++)
        {
            var times = (await readers.ReadLong(Page, null), await readers.ReadLong(Page, 1000 + (i * 10)), await readers.ReadShort(Page));
            // The first few are for the compiler.
            if (i < 0) continue;
            recent.Add(times.Item1);
            old.Add(times.Item2);
            small.Add(times.Item3);
        }
        return (recent.Summarise(), old.Summarise(), small.Summarise());
    }

    static async Task Forget(NodeCluster cluster)
    {
        var patience = TimeSpan.FromSeconds(30);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while ((await NodeCounters.Read(cluster))["actorchat_entities"] > Readers && watch.Elapsed < patience) await Task.Delay(100);
        if (cluster.File is not { } file) return;
        foreach (var part in (string[])[file, $"{file}-wal"]) Wire.Native.DropFromCache(part);
    }
}
