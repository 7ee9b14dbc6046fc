using System.ComponentModel;
using ActorChat.Harness;
using ActorChat.Torture.Checking;
using ActorChat.Torture.Clients;

namespace ActorChat.Torture.Faults;

/// <summary>Lets a schedule happen. A fault that would leave nobody, or that meets a node which is down anyway, is passed over.</summary>
sealed class Runner(Cluster cluster, IReadOnlyList<Client> clients, Clock clock, Random random, Action<Fault> beforeKill)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Lock gate = new();
    readonly List<Happened> happened = [];
    readonly SemaphoreSlim store = new(1);

    /// <summary>What has happened so far; what lasts has no end yet.</summary>
    public IReadOnlyList<Happened> Done
    {
        get
        {
            lock (gate) return [.. happened];
        }
    }

    /// <summary>When calendars were wrong, so far.</summary>
    public IReadOnlyList<Jump> Jumps => [.. Done.Where(one => one.Fault.Kind == FaultKind.JumpCalendar).Select(one => new Jump(
        new(Micros(one.Begun), one.Ended is { } ended ? Micros(ended + Calendar.SeenWithin) : long.MaxValue),
        (long)one.Fault.By.TotalMilliseconds))];

    static long Micros(TimeSpan time) => (long)time.TotalMicroseconds;

    /// <summary>Runs the schedule; ends when all has healed.</summary>
    /// <param name="begun">On the run's clock: where the schedule's times begin.</param>
    public async Task Run(IReadOnlyList<Fault> schedule, TimeSpan begun)
    {
        List<Task> lasting = [];
        foreach (var fault in schedule)
        {
            var wait = begun + fault.At - clock.Elapsed;
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            lasting.Add(Happen(fault));
        }
        await Task.WhenAll(lasting);
    }

    async Task Happen(Fault fault)
    {
        if (!MayHappen(fault)) return;
        var one = new Happened(fault, clock.Elapsed);
        lock (gate) happened.Add(one);
        try
        {
            await Do(fault);
        }
        catch (Win32Exception)
        {
            // The process had just ended.
        }
        one.Ended = clock.Elapsed;
    }

    bool MayHappen(Fault fault)
    {
        if (fault.Kind is FaultKind.CrashDatabase or FaultKind.StopDatabase or FaultKind.NoConnections) return cluster.Server!.IsRunning;
        if (fault.Kind is FaultKind.FillDisk) return cluster.Disk is not null;
        if (fault.Kind is FaultKind.JumpCalendar) return CalendarOf(fault).IsRight;
        if (fault.Kind is not (FaultKind.Kill or FaultKind.Terminate or FaultKind.Pause)) return true;
        return cluster.Members[fault.Node].IsUp && cluster.Members.Count(member => member.IsUp) > 1;
    }

    Task Do(Fault fault) => fault.Kind switch
    {
        FaultKind.Kill => EndAndStart(fault, Signal.Kill),
        FaultKind.Terminate => EndAndStart(fault, Signal.Terminate),
        FaultKind.Join => Join(fault),
        FaultKind.Pause => Pause(fault),
        FaultKind.CutOff =>
            Cut(fault, [.. Others(fault.Node).SelectMany(other => ((int, int)[])[(fault.Node, other), (other, fault.Node)])]),
        FaultKind.CutLink => Cut(fault, [(fault.Node, fault.Other), (fault.Other, fault.Node)]),
        FaultKind.CutOneWay => Cut(fault, [(fault.Node, fault.Other)]),
        FaultKind.CutStore => During(fault, () => StoreOf(fault).Cut(), () => StoreOf(fault).Mend()),
        FaultKind.CrashDatabase => OfDatabase(fault, server => server.Crash(), server => server.Start()),
        FaultKind.StopDatabase => OfDatabase(fault, server => server.Stop(), server => server.Start()),
        FaultKind.NoConnections =>
            OfDatabase(fault, server => server.TakeNone(cluster.Schema!), server => server.TakeAll(cluster.Schema!)),
        FaultKind.SlowStore => During(fault, () => StoreOf(fault).Slow(fault.By), () => StoreOf(fault).Slow(TimeSpan.Zero)),
        FaultKind.FillDisk => OneByOne(() => During(fault, cluster.Disk!.Fill, cluster.Disk!.Free)),
        FaultKind.JumpCalendar => During(fault, () => CalendarOf(fault).Jump(fault.By), () => CalendarOf(fault).Jump(-fault.By)),
        FaultKind.BreakClients => Break(),
        FaultKind.StallClients => Task.WhenAll(Some().Select(client => client.Stall(fault.Lasts))),
        _ => throw new InvalidOperationException($"{fault.Kind} is no fault."),
    };

    Proxy StoreOf(Fault fault) => cluster.Members[fault.Node].Walls.Store;

    Calendar CalendarOf(Fault fault) => cluster.Members[fault.Node].Calendar;

    IEnumerable<int> Others(int node) => Enumerable.Range(0, cluster.Members.Count).Where(other => other != node);

    async Task EndAndStart(Fault fault, Signal signal)
    {
        var member = cluster.Members[fault.Node];
        if (signal == Signal.Kill) beforeKill(fault);
        await member.End(signal);
        await Task.Delay(fault.Lasts);
        member.Start();
        cluster.ApplyCuts();
    }

    async Task Join(Fault fault)
    {
        var member = cluster.Members[fault.Node];
        member.Start();
        await Eventually.See(
            member.Readiness, said => said.StartsWith("ready", StringComparison.Ordinal), $"{member.Name} serves", Patience);
        await Task.Delay(fault.Lasts);
        await member.End(Signal.Terminate);
    }

    async Task Pause(Fault fault)
    {
        var member = cluster.Members[fault.Node];
        await member.Pause();
        await Task.Delay(fault.Lasts);
        member.Continue();
    }

    Task Cut(Fault fault, IReadOnlyList<(int Dialler, int Dialled)> links) => During(fault,
        () => links.ToList().ForEach(link => cluster.Cut(link.Dialler, link.Dialled)),
        () => links.ToList().ForEach(link => cluster.Mend(link.Dialler, link.Dialled)));

    Task OfDatabase(Fault fault, Func<PostgresServer, Task> begin, Func<PostgresServer, Task> end) => OneByOne(async () =>
    {
        await begin(cluster.Server!);
        await Task.Delay(fault.Lasts);
        await end(cluster.Server!);
    });

    static async Task During(Fault fault, Action begin, Action end)
    {
        begin();
        await Task.Delay(fault.Lasts);
        end();
    }

    // What is wrong with the store is so for all.
    async Task OneByOne(Func<Task> wrong)
    {
        if (!await store.WaitAsync(Patience)) return;
        try
        {
            await wrong();
        }
        finally
        {
            store.Release();
        }
    }

    Task Break()
    {
        foreach (var client in Some()) client.Break();
        return Task.CompletedTask;
    }

    List<Client> Some()
    {
        lock (gate) return [.. clients.Where(_ => random.Next(3) == 0)];
    }
}

/// <summary>A fault that has happened.</summary>
sealed class Happened(Fault fault, TimeSpan begun)
{
    /// <summary>Which.</summary>
    public Fault Fault => fault;

    /// <summary>When, on the run's clock.</summary>
    public TimeSpan Begun => begun;

    /// <summary>When it was healed; null while it lasts.</summary>
    public TimeSpan? Ended { get; set; }
}
