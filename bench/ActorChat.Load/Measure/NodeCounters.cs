using System.Globalization;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Measure;

/// <summary>
/// What nodes count themselves, from their <c>/metrics</c>, summed over the nodes; differences of two are what happened between.
/// </summary>
sealed class NodeCounters
{
    static readonly HttpClient Http = new();
    readonly Dictionary<string, double> values = [];

    /// <summary>A value by its name in the page; 0 where there is none.</summary>
    public double this[string name] => values.GetValueOrDefault(name);

    /// <summary>Asks all nodes; empty for a server that does not count.</summary>
    public static async Task<NodeCounters> Read(IServer server)
    {
        var counters = new NodeCounters();
        if (server is not NodeCluster) return counters;
        foreach (var address in server.Addresses)
        {
            foreach (var line in (await Http.GetStringAsync(new Uri($"http://{address}/metrics"))).Split('\n'))
            {
                if (line is "" or ['#', ..]) continue;
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                counters.values[line[..space]] = counters[line[..space]] + double.Parse(line[(space + 1)..], CultureInfo.InvariantCulture);
            }
        }
        return counters;
    }

    /// <summary>What has grown since another reading, and by how much.</summary>
    public NodeCounters Since(NodeCounters before)
    {
        var grown = new NodeCounters();
        foreach (var (name, value) in values)
        {
            grown.values[name] = name.EndsWith("_total", StringComparison.Ordinal) ? value - before[name] : value;
        }
        return grown;
    }
}
