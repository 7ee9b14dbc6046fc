using ActorChat.Harness;
using ActorChat.Torture.Checking;
using ActorChat.Torture.Clients;
using ActorChat.Torture.Faults;
using ActorChat.Torture.Planted;

namespace ActorChat.Torture;

/// <summary>What happens in a run.</summary>
enum Course
{
    /// <summary>All that can.</summary>
    Random,

    /// <summary>Kills, each when the one before is over.</summary>
    Kills,

    /// <summary>Nothing but what an operator does: one restart after the other, and one node more.</summary>
    Rolling,

    /// <summary>Nothing at all: for false alarms, and waits, on a machine that others keep busy.</summary>
    Calm,
}

/// <summary>What a run is.</summary>
sealed record Plan(int Seed, TimeSpan Length, int Nodes, bool OnServer, Course Course, TimeSpan Pause, Bug Bug, string? Logs);

/// <summary>A run from its beginning to its verdict.</summary>
sealed class TortureRun : IAsyncDisposable
{
    static readonly TimeSpan HealPatience = TimeSpan.FromSeconds(120), Calm = TimeSpan.FromSeconds(3);

    readonly Plan plan;
    readonly Cluster cluster;
    readonly Clock clock = new();
    readonly Record record = new();
    readonly List<Client> clients = [];
    readonly Client stranger;
    readonly Runner runner;
    readonly FalseAlarms alarms;
    readonly Failovers failovers;

    TortureRun(Plan plan, Cluster cluster, string token)
    {
        (this.plan, this.cluster) = (plan, cluster);
        for (var i = 0; i < People.Users.Count; i++)
        {
            // Every other client comes in by Akka.Remote; half of the users have two, one by each door.
            for (var j = 0; j < 2 - (i % 2); j++) clients.Add(NewClient(People.Users[i], j + 1, (i + j) % 2 == 1));
        }
        stranger = NewClient(People.Stranger, 1, false);
        Runner? late = null;
        failovers = new(cluster, [.. People.Open], token, () => late!.Done, clock);
        runner = late = new(cluster, clients, clock, new Random(plan.Seed), failovers.Killed);
        alarms = new(cluster, () => runner.Done, clock);
    }

    IEnumerable<Client> Everyone => clients.Append(stranger);

    /// <summary>Runs it; the exit code.</summary>
    public static async Task<int> Run(Plan plan)
    {
        var path = plan.Logs ?? Path.Combine(Path.GetTempPath(), $"actorchat-torture-{Guid.NewGuid():N}");
        var folder = Directory.CreateDirectory(path).FullName;
        var schedule = plan.Course switch
        {
            Course.Kills => Schedule.Kills(plan.Seed, plan.Nodes, plan.Length),
            Course.Rolling => Schedule.Rolling(plan.Nodes, plan.Length),
            Course.Calm => [],
            _ => Schedule.Random(plan.Seed, plan.Nodes, plan.Length, plan.OnServer),
        };
        var store = plan.OnServer ? "PostgreSQL" : "SQLite";
        Console.WriteLine($"seed {plan.Seed}: {plan.Nodes} nodes on {store} for {plan.Length.TotalMinutes:F1} min, {schedule.Count} faults"
            + (plan.Bug == Bug.None ? "" : $", bug {plan.Bug}"));
        var breaches = await Run(plan, schedule, folder);
        if (breaches.Count > 0) return Report.Broken(plan, schedule, breaches, folder);
        if (plan.Logs is null) Directory.Delete(folder, recursive: true);
        Console.WriteLine($"seed {plan.Seed}: all promises were kept");
        return 0;
    }

    static async Task<IReadOnlyList<Breach>> Run(Plan plan, IReadOnlyList<Fault> schedule, string folder)
    {
        bool Has(FaultKind kind) => schedule.Any(fault => fault.Kind == kind);
        var isPlain = plan.Bug == Bug.None && !Has(FaultKind.JumpCalendar);
        IReadOnlyList<string>? program = isPlain ? null : [typeof(TortureRun).Assembly.Location, "node", plan.Bug.ToString()];
        await using var cluster = await Cluster.Start(
            folder, plan.Nodes, plan.Course == Course.Rolling ? 1 : 0, plan.OnServer, Has(FaultKind.FillDisk), program);
        await using var torture = new TortureRun(plan, cluster, await People.Settle(() => cluster.Addresses));
        var (history, own) = await torture.Live(schedule);
        Report.Print(history, torture.runner.Done, await torture.failovers.Times(), torture.alarms,
            torture.Everyone.Sum(client => client.Logins), torture.clock.Elapsed);
        return [.. own, .. Checker.Check(history)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in Everyone) await client.DisposeAsync();
    }

    Client NewClient(string user, int number, bool isRemote) =>
        new($"{user}{number}{(isRemote ? "r" : "w")}", user, isRemote, () => cluster.Addresses, clock,
            new Random(plan.Seed + clients.Count + 1));

    async Task<(History, List<Breach>)> Live(IReadOnlyList<Fault> schedule)
    {
        List<Breach> own = [];
        using var stop = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        foreach (var client in Everyone) client.Start();
        var talk = Talk(stop.Token);
        var looking = Task.WhenAll(alarms.Run(over.Token), failovers.Watch(over.Token));

        var end = clock.Elapsed + plan.Length;
        await runner.Run(schedule, clock.Elapsed);
        // The talk goes on for as long as was asked, however few faults there were.
        if (end > clock.Elapsed) await Task.Delay(end - clock.Elapsed);
        await Expect(own, "all serve again", () => cluster.AllServe(HealPatience));
        await Task.Delay(Calm);
        await stop.CancelAsync();
        await talk;
        await over.CancelAsync();
        await looking;

        var final = new Finals(() => cluster.Addresses, record, clients);
        await Expect(own, "all clients come back", () => Eventually.True(() => Everyone.All(client => client.IsConnected),
            "all clients are connected", HealPatience));
        await Expect(own, "the journal can be read", final.Settle);
        own.AddRange(cluster.Deaths.Select(death => new Breach("nodes live", death)));
        return (final.History(Everyone, clock.BegunMs) with { Jumps = runner.Jumps }, own);
    }

    async Task Talk(CancellationToken stop)
    {
        List<Task> talks = [];
        foreach (var client in clients)
        {
            for (var i = 1; i <= 2; i++)
            {
                var lane = new Lane(client, i, People.FeedsOf(client.User), People.Certain(client.User), clock, record,
                    NewRandom(talks.Count), plan.Pause);
                talks.Add(Task.Run(() => lane.Run(stop), CancellationToken.None));
            }
        }
        var admin = clients.First(client => client.User == People.Admin);
        foreach (var (room, members) in People.Restricted)
        {
            var keeper = new Gatekeeper(admin, clients.First(client => client.User == members[^1]), $"room/{room}", clock, record,
                NewRandom(talks.Count));
            talks.Add(Task.Run(() => keeper.Run(stop), CancellationToken.None));
        }
        talks.Add(Task.Run(() => new Stranger(stranger, [.. People.Feeds.Skip(1)], clock, record, NewRandom(talks.Count)).Run(stop),
            CancellationToken.None));
        await Task.WhenAll(talks);
    }

    Random NewRandom(int number) => new((plan.Seed * 1000) + number);

    static async Task Expect(List<Breach> breaches, string promise, Func<Task> wait)
    {
        try
        {
            await wait();
        }
        catch (TimeoutException e)
        {
            breaches.Add(new(promise, e.Message));
        }
    }
}
