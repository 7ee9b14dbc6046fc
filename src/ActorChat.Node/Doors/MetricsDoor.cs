using System.Globalization;
using System.Text;
using ActorChat.Node.Clustering;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors;

/// <summary><c>/metrics</c>: what there is to count, in the OpenMetrics text format. Counters begin with the process.</summary>
sealed class MetricsDoor(ActorNode actors, SessionRegistry registry)
{
    const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>The page.</summary>
    public async Task<IResult> Show()
    {
        var shards = await actors.ShardsHere();
        var (entities, feeds, commits, writes, events) = actors.Counters;
        var page = new Page();
        page.Gauge("actorchat_sessions", "Connections of clients.", registry.Count);
        page.Gauge("actorchat_send_queue_bytes", "What waits for clients, who take it more slowly than it comes.", registry.WaitingBytes);
        page.Gauge("actorchat_entities", "Entities in memory.", entities);
        page.Gauge("actorchat_feeds", "Feeds that sessions of this node follow.", feeds);
        page.Gauges("actorchat_shard", "Shards that are here now.",
            shards.SelectMany(kind => kind.Value.Select(shard => $"kind=\"{kind.Key}\",shard=\"{shard}\"")));
        page.Counter("actorchat_commits", "Group commits.", commits);
        page.Counter("actorchat_writes", "Writes of entities that were committed.", writes);
        page.Counter("actorchat_events", "Events that were committed.", events);
        AddProcess(page);
        return Results.Text(page.End(), ContentType);
    }

    static void AddProcess(Page page)
    {
        page.Counter("process_cpu_seconds", "CPU time, user and system.", Environment.CpuUsage.TotalTime.TotalSeconds);
        page.Gauge("process_resident_memory_bytes", "Memory that the process takes.", Environment.WorkingSet);
        page.Counter("dotnet_gc_allocated_bytes", "Bytes allocated.", GC.GetTotalAllocatedBytes());
        page.Counter("dotnet_gc_pause_seconds", "Time that the collector stopped everything.", GC.GetTotalPauseDuration().TotalSeconds);
        page.Counter("dotnet_gc_collections_gen0", "Collections of generation 0 and above.", GC.CollectionCount(0));
        page.Counter("dotnet_gc_collections_gen1", "Collections of generation 1 and above.", GC.CollectionCount(1));
        page.Counter("dotnet_gc_collections_gen2", "Collections of generation 2.", GC.CollectionCount(2));
        page.Gauge("dotnet_gc_heap_bytes", "The managed heap after the last collection.", GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes);
        page.Counter("dotnet_thread_pool_items", "Work items that the thread pool has done.", ThreadPool.CompletedWorkItemCount);
        page.Gauge("dotnet_thread_pool_threads", "Threads of the pool.", ThreadPool.ThreadCount);
        page.Gauge("dotnet_thread_pool_queue_length", "Work items that wait for a thread.", ThreadPool.PendingWorkItemCount);
        page.Counter("dotnet_lock_contentions", "Times that a thread waited for a lock.", Monitor.LockContentionCount);
    }

    sealed class Page
    {
        readonly StringBuilder text = new();

        public void Gauge(string name, string help, double value) => Add(name, "gauge", name, help, value);

        public void Counter(string name, string help, double value) => Add(name, "counter", $"{name}_total", help, value);

        public void Gauges(string name, string help, IEnumerable<string> labels)
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n# HELP {name} {help}\n");
            foreach (var label in labels) text.Append(CultureInfo.InvariantCulture, $"{name}{{{label}}} 1\n");
        }

        public string End() => text.Append("# EOF\n").ToString();

        void Add(string name, string type, string sample, string help, double value) =>
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {type}\n# HELP {name} {help}\n{sample} {value}\n");
    }
}
