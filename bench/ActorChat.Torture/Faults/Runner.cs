using System.ComponentModel;
using ActorChat.Harness;
using ActorChat.Torture.Clients;

namespace ActorChat.Torture.Faults;

/// <summary>Lets a schedule happen. A fault that would leave nobody, or that meets a node which is down anyway, is passed over.</summary>
sealed class Runner(Cluster cluster, IReadOnlyList<Client> clients, Clock clock, Random random, Action<Fault> beforeKill)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Lock gate = new();
    readonly List<Happened> happened = [];
    readonly SemaphoreSlim database = new(1);

    /// <summary>What has happened so far; what lasts has no end yet.</summary>
    public IReadOnlyList<Happened> Done
    {
        get
        {
            lock (gate) return [.. happened];
        }
    }

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
        if (fault.Kind is FaultKind.CrashDatabase) return cluster.Server!.IsRunning;
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
        FaultKind.CutStore => CutStore(fault),
        FaultKind.CrashDatabase => Crash(fault),
        FaultKind.BreakClients => Break(),
        FaultKind.StallClients => Task.WhenAll(Some().Select(client => client.Stall(fault.Lasts))),
        _ => throw new InvalidOperationException($"{fault.Kind} is no fault."),
    };

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

    async Task Cut(Fault fault, IReadOnlyList<(int, int)> links)
    {
        foreach (var (dialler, dialled) in links) cluster.Cut(dialler, dialled);
        await Task.Delay(fault.Lasts);
        foreach (var (dialler, dialled) in links) cluster.Mend(dialler, dialled);
    }

    async Task CutStore(Fault fault)
    {
        var store = cluster.Members[fault.Node].Walls.Store;
        store.Cut();
        await Task.Delay(fault.Lasts);
        store.Mend();
    }

    async Task Crash(Fault fault)
    {
        if (!await database.WaitAsync(Patience)) return;
        try
        {
            await cluster.Server!.Crash();
            await Task.Delay(fault.Lasts);
            await cluster.Server.Start();
        }
        finally
        {
            database.Release();
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
