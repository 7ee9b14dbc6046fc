namespace ActorChat.Simulator;

/// <summary>What many worlds add up to.</summary>
sealed class Totals
{
    TimeSpan simulated;
    long events, acknowledged;

    public int Seeds { get; private set; }

    public SortedDictionary<string, long> Faults { get; } = [];

    public void Add(Outcome outcome)
    {
        Seeds++;
        simulated += outcome.Simulated;
        events += outcome.Committed;
        acknowledged += outcome.Acknowledged;
        foreach (var (kind, count) in outcome.Faults) Faults[kind] = Faults.GetValueOrDefault(kind) + count;
    }

    public string Line(TimeSpan elapsed) =>
        $"{Seeds} seeds, {Seeds / elapsed.TotalSeconds:F2} a second, {simulated.TotalHours:F2} simulated hours, {events} events, "
            + $"{acknowledged} messages acknowledged, {Faults.Values.Sum()} faults";
}
