using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ActorChat.Simulator;

Option<string> seeds = new("--seeds") { Description = "Which worlds to run, FROM..TO", DefaultValueFactory = _ => "1..1000000000" };
Option<double> minutes = new("--minutes") { Description = "Stop exploring after this", DefaultValueFactory = _ => 3 };
Option<ulong?> seed = new("--seed") { Description = "Run this world only" };
Option<Mutation> mutation = new("--mutation") { Description = "Look for the first world in which this deliberate bug shows" };
Option<bool> trace = new("--trace") { Description = "With --seed: print everything that happens" };
var root = new RootCommand("Explores simulated worlds in which everything goes wrong, and checks that the cluster keeps its promises.") { seeds, minutes, seed, mutation, trace };
root.SetAction(parsed => parsed.GetValue(seed) is { } one
    ? Explorer.Replay(one, parsed.GetValue(mutation), parsed.GetValue(trace))
    : Explorer.Explore(parsed.GetValue(seeds)!, TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(mutation)));
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return root.Parse(args).Invoke();

static class Explorer
{
    public static int Replay(ulong seed, Mutation mutation, bool trace)
    {
        var outcome = Simulation.Run(seed, new FaultModel { Mutation = mutation }, trace ? int.MaxValue : 200);
        Report(outcome, trace);
        return outcome.Violation is null ? 0 : 1;
    }

    public static int Explore(string range, TimeSpan time, Mutation mutation)
    {
        if (range.Split("..") is not [var from, var to] || !ulong.TryParse(from, out var first) || !ulong.TryParse(to, out var last))
        {
            Console.Error.WriteLine($"--seeds {range}: write FROM..TO, such as 1..10000.");
            return 2;
        }
        var watch = Stopwatch.StartNew();
        var total = new Totals();
        for (var seed = first; seed <= last && watch.Elapsed < time; seed++)
        {
            var outcome = Simulation.Run(seed, new FaultModel { Mutation = mutation });
            total.Add(outcome);
            if (outcome.Violation is not null)
            {
                Report(outcome, whole: false);
                return 1;
            }
            if (total.Seeds % 10 == 0) Console.WriteLine(total.Line(watch.Elapsed));
        }
        Console.WriteLine(total.Line(watch.Elapsed));
        foreach (var (kind, count) in total.Faults) Console.WriteLine($"  {count,9}  {kind}");
        return 0;
    }

    static void Report(Outcome outcome, bool whole)
    {
        if (outcome.Violation is not null || whole)
        {
            foreach (var line in outcome.Trace) Console.WriteLine(line);
        }
        Console.WriteLine(outcome.Violation is null
            ? $"seed {outcome.Seed}: all invariants held over {outcome.Simulated.TotalSeconds:F0} s, {outcome.Committed} events, {outcome.Acknowledged} acknowledged; fingerprint {outcome.Fingerprint:x16}"
            : $"seed {outcome.Seed}: BROKEN: {outcome.Violation}\nreplay it with: dotnet run --project tests/ActorChat.Simulator -- --seed {outcome.Seed} --trace");
    }
}

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
        $"{Seeds} seeds, {Seeds / elapsed.TotalSeconds:F2} a second, {simulated.TotalHours:F2} simulated hours, {events} events, {acknowledged} messages acknowledged, {Faults.Values.Sum()} faults";
}
