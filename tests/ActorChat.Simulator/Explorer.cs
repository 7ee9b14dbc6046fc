using System.Diagnostics;

namespace ActorChat.Simulator;

/// <summary>Runs worlds from the command line, and says how it went. Each world has a thread of its own; some run at once.</summary>
sealed class Explorer
{
    readonly Lock gate = new();
    readonly Stopwatch watch = Stopwatch.StartNew();
    readonly Totals total = new();
    readonly FaultModel faults;
    readonly ulong last;
    readonly TimeSpan time;
    ulong next;
    Outcome? broken;

    Explorer(ulong first, ulong last, TimeSpan time, FaultModel faults) =>
        (next, this.last, this.time, this.faults) = (first, last, time, faults);

    /// <summary>One world, with its trace; the exit code.</summary>
    public static int Replay(ulong seed, Mutation mutation, bool trace)
    {
        var outcome = Simulation.Run(seed, new FaultModel { Mutation = mutation }, trace ? int.MaxValue : 200);
        Report(outcome, trace);
        return outcome.Violation is null ? 0 : 1;
    }

    /// <summary>World after world, until one is broken or the time is up; the exit code.</summary>
    public static int Explore(string range, TimeSpan time, Mutation mutation, int workers)
    {
        if (range.Split("..") is not [var from, var to] || !ulong.TryParse(from, out var first) || !ulong.TryParse(to, out var last))
        {
            Console.Error.WriteLine($"--seeds {range}: write FROM..TO, such as 1..10000.");
            return 2;
        }
        return new Explorer(first, last, time, new FaultModel { Mutation = mutation }).Run(Math.Clamp(workers, 1, 256));
    }

    int Run(int workers)
    {
#pragma warning disable RS0030 // A world never leaves the thread it began on, so each worker is one.
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
#pragma warning restore RS0030
        Console.WriteLine(total.Line(watch.Elapsed));
        foreach (var (kind, count) in total.Faults) Console.WriteLine($"  {count,9}  {kind}");
        if (broken is not null) Report(broken, whole: false);
        return broken is null ? 0 : 1;
    }

    void Work()
    {
        while (Next() is { } seed) Add(Simulation.Run(seed, faults));
    }

    ulong? Next()
    {
        lock (gate) return broken is null && next <= last && watch.Elapsed < time ? next++ : null;
    }

    void Add(Outcome outcome)
    {
        lock (gate)
        {
            total.Add(outcome);
            // The first of those that were under way at the time: so a search says the same every time.
            if (outcome.Violation is not null && !(broken?.Seed < outcome.Seed)) broken = outcome;
            if (total.Seeds % 50 == 0) Console.WriteLine(total.Line(watch.Elapsed));
        }
    }

    static void Report(Outcome outcome, bool whole)
    {
        if (outcome.Violation is not null || whole)
        {
            foreach (var line in outcome.Trace) Console.WriteLine(line);
        }
        Console.WriteLine(outcome.Violation is null
            ? $"seed {outcome.Seed}: all invariants held over {outcome.Simulated.TotalSeconds:F0} s, {outcome.Committed} events, "
                + $"{outcome.Acknowledged} acknowledged; fingerprint {outcome.Fingerprint:x16}"
            : $"seed {outcome.Seed}: BROKEN: {outcome.Violation}\nreplay it with: dotnet run --project tests/ActorChat.Simulator -- --seed "
                + $"{outcome.Seed} --trace");
    }
}
