namespace ActorChat.Torture.Faults;

/// <summary>What goes wrong and when, all of it from a seed; faults may overlap.</summary>
static class Schedule
{
    // How often each is chosen, of their sum.
    static readonly (FaultKind Kind, int Weight)[] Weights =
    [
        (FaultKind.Kill, 22), (FaultKind.Terminate, 8), (FaultKind.Pause, 16), (FaultKind.CutOff, 10), (FaultKind.CutLink, 8),
            (FaultKind.CutOneWay, 6),
        (FaultKind.CutStore, 10), (FaultKind.CrashDatabase, 6), (FaultKind.StopDatabase, 3), (FaultKind.NoConnections, 4),
        (FaultKind.SlowStore, 8), (FaultKind.FillDisk, 6), (FaultKind.JumpCalendar, 8), (FaultKind.BreakClients, 8),
        (FaultKind.StallClients, 6),
    ];

    static readonly FaultKind[] OfServers =
        [FaultKind.CutStore, FaultKind.CrashDatabase, FaultKind.StopDatabase, FaultKind.NoConnections, FaultKind.SlowStore];

    /// <summary>The faults of a run.</summary>
    /// <param name="seed">The same seed and numbers give the same schedule.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="length">No fault begins in its first five seconds, or after it.</param>
    /// <param name="hasServer">The store is a server, which can be cut off and crash, and no file on a disk that can be full.</param>
    public static IReadOnlyList<Fault> Random(int seed, int nodes, TimeSpan length, bool hasServer)
    {
        var random = new Random(seed);
        var kinds = Weights.Where(one => hasServer ? one.Kind != FaultKind.FillDisk : !OfServers.Contains(one.Kind)).ToList();
        List<Fault> all = [];
        for (var at = TimeSpan.FromSeconds(5 + (3 * random.NextDouble())); at < length; at += TimeSpan.FromSeconds(Between(random)))
        {
            var kind = Choose(random, kinds);
            var node = random.Next(nodes);
            var (other, lasts) = ((node + 1 + random.Next(nodes - 1)) % nodes, TimeSpan.FromSeconds(Seconds(random, kind)));
            all.Add(new(at, kind, node, other, lasts, By(random, kind)));
        }
        return all;
    }

    /// <summary>Only kills, each when the one before is long over: for the distribution of failover times.</summary>
    public static IReadOnlyList<Fault> Kills(int seed, int nodes, TimeSpan length)
    {
        var random = new Random(seed);
        List<Fault> all = [];
        for (var at = TimeSpan.FromSeconds(10); at < length; at += TimeSpan.FromSeconds(22 + (4 * random.NextDouble())))
            all.Add(new(at, FaultKind.Kill, random.Next(nodes), 0, TimeSpan.FromSeconds(9)));
        return all;
    }

    /// <summary>
    /// What an operator does: every node is restarted in its turn, then one more joins; again and again until the time is over.
    /// </summary>
    public static IReadOnlyList<Fault> Rolling(int nodes, TimeSpan length)
    {
        List<Fault> all = [];
        var (at, gap) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
        for (var i = 0; at < length; i = (i + 1) % (nodes + 1))
        {
            var joins = i == nodes;
            all.Add(new(at, joins ? FaultKind.Join : FaultKind.Terminate, i, 0, joins ? gap : TimeSpan.Zero));
            // The one that joins leaves again before the next begins.
            at += joins ? 3 * gap : gap;
        }
        return all;
    }

    // Often while the last is still under way, sometimes when everything has healed.
    static double Between(Random random) => random.Next(4) == 0 ? 12 + (8 * random.NextDouble()) : 1 + (7 * random.NextDouble());

    static double Seconds(Random random, FaultKind kind) => kind switch
    {
        FaultKind.Pause => 1 + ((random.Next(5) == 0 ? 59 : 19) * random.NextDouble()),
        FaultKind.BreakClients => 0,
        FaultKind.CrashDatabase or FaultKind.StopDatabase => 4 * random.NextDouble(),
        FaultKind.Kill or FaultKind.Terminate => random.Next(3) == 0 ? 0.1 : 10 * random.NextDouble(),
        _ => 2 + (13 * random.NextDouble()),
    };

    // A calendar is set by seconds, or by hours; a far database answers after a tenth of a second.
    static TimeSpan By(Random random, FaultKind kind) => kind switch
    {
        FaultKind.SlowStore => TimeSpan.FromMilliseconds(random.Next(5, 150)),
        FaultKind.JumpCalendar => TimeSpan.FromSeconds(
            (random.Next(2) == 0 ? 1 : -1) * random.Next(1, random.Next(2) == 0 ? 60 : 6 * 3600)),
        _ => TimeSpan.Zero,
    };

    static FaultKind Choose(Random random, List<(FaultKind Kind, int Weight)> kinds)
    {
        var drawn = random.Next(kinds.Sum(one => one.Weight));
        foreach (var (kind, weight) in kinds)
        {
            if ((drawn -= weight) < 0) return kind;
        }
        return kinds[^1].Kind;
    }
}
