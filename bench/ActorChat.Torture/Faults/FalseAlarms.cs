using System.Text.RegularExpressions;
using ActorChat.Torture.Clients;

namespace ActorChat.Torture.Faults;

/// <summary>
/// Looks all the time whom the nodes can't reach. Where neither who says so nor who is meant had anything done to them, and nobody was
/// just coming or going, the failure detector has given a false alarm.
/// </summary>
sealed partial class FalseAlarms(Cluster cluster, Func<IReadOnlyList<Happened>> faults, Clock clock)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // What a fault leaves behind: being judged, coming back, being handed shards.
    static readonly TimeSpan Echo = TimeSpan.FromSeconds(20);

    readonly HashSet<(string By, string Of)> alarms = [];

    /// <summary>Each false alarm, and when.</summary>
    public List<string> Found { get; } = [];

    /// <summary>How many alarms there were, true ones too.</summary>
    public int All { get; private set; }

    /// <summary>Looks until stopped.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var member in cluster.Members) Look(member.Name, await member.Readiness());
            await Task.Delay(Interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    void Look(string by, string said)
    {
        // One that is not in the store any more is called by its address.
        foreach (var member in cluster.Members) said = said.Replace(member.Walls.Advertise, member.Name, StringComparison.Ordinal);
        HashSet<(string, string)> now = [.. Names().Matches(said).SelectMany(match => match.Groups[1].Value.Split(", "))
            .Select(of => (by, of))];
        foreach (var alarm in now.Where(alarms.Add))
        {
            All++;
            if (!IsInnocent(by) || !IsInnocent(alarm.Item2)) continue;
            Found.Add(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:F1} s: {by} could not reach {alarm.Item2}"));
        }
        alarms.RemoveWhere(alarm => alarm.By == by && !now.Contains(alarm));
    }

    bool IsInnocent(string node) =>
        !faults().Any(one => one.Fault.IsOfNodes && (one.Ended is not { } ended || ended + Echo > clock.Elapsed)
        && (one.Fault.IsOfAll || node == $"n{one.Fault.Node + 1}" || (one.Fault.Kind is FaultKind.CutLink or FaultKind.CutOneWay
            && node == $"n{one.Fault.Other + 1}")));

    [GeneratedRegex(@"((?:n\d+)(?:, n\d+)*) can't be reached")]
    private static partial Regex Names();
}
