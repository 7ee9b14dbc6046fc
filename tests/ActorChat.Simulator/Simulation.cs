using ActorChat.Simulator.Checks;
using ActorChat.Simulator.Clients;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator;

/// <summary>How a run ended.</summary>
/// <param name="Seed">It replays the run to the letter.</param>
/// <param name="Violation">The first broken invariant; null when all held.</param>
/// <param name="Simulated">Time in the world.</param>
/// <param name="Steps">Things done.</param>
/// <param name="Fingerprint">Equal for equal runs.</param>
/// <param name="Committed">Events.</param>
/// <param name="Acknowledged">Messages.</param>
/// <param name="Faults">Injected, by kind.</param>
/// <param name="Trace">The last things that happened.</param>
public sealed record Outcome(
    ulong Seed, string? Violation, TimeSpan Simulated, long Steps, ulong Fingerprint, int Committed, int Acknowledged,
    IReadOnlyDictionary<string, int> Faults, IReadOnlyList<string> Trace);

/// <summary>
/// A whole cluster with its clients and its store, in one thread, under a seed: first everything that the fault model names goes
/// wrong, then everything heals, and then everyone must agree.
/// </summary>
public sealed class Simulation
{
    readonly FaultModel faults;
    readonly SimWorld world;
    readonly Ledger ledger;
    readonly NodeFaults nodeFaults;
    readonly List<SimClient> clients = [];
    readonly ulong seed;

    // When the calendars have gone on far enough for all that was put off, nothing may be left of it.
    bool isLongAfter;

    Simulation(ulong seed, FaultModel faults, int keepTrace)
    {
        (this.seed, this.faults) = (seed, faults);
        world = new(seed, faults, keepTrace);
        ledger = new(world.Trace);
        world.OnCommitted = ledger.OnCommitted;
        nodeFaults = new(world, faults, clients);
    }

    /// <summary>Runs one world to its end, or to its first broken invariant.</summary>
    public static Outcome Run(ulong seed, FaultModel faults, int keepTrace = 200) => new Simulation(seed, faults, keepTrace).Run();

    Outcome Run()
    {
        for (var i = 1; i <= faults.Nodes; i++) world.StartNode($"n{i}");
        StartClients();
        nodeFaults.Begin();
        RunUntil(faults.Faulty - faults.LastWrites);
        nodeFaults.HangAllWrites();
        RunUntil(faults.Faulty);
        nodeFaults.Heal();
        foreach (var client in clients) client.IsActive = false;
        // What still hangs comes about.
        RunUntil(world.HangsUntil);
        RunUntilAllAgree(faults.Faulty + faults.Healing);
        // And what is loaded afresh is the same as what all the others have added up.
        foreach (var user in clients.Select(client => client.User).Distinct().ToList())
        {
            StartClient(user, $"fresh client of {user.Name}").IsActive = false;
        }
        RunUntilAllAgree(world.Timeline.Now + faults.Healing);
        // What was put off to a day far in the future comes about on that day.
        world.JumpAhead(faults.LongAfter);
        RunUntilAllAgree(world.Timeline.Now + faults.Healing);
        // And what that has put off in its turn, on its own; the same for what was asked before the first of these days and done only
        // after it.
        world.JumpAhead(faults.LongAfter);
        RunUntilAllAgree(world.Timeline.Now + faults.Healing);
        world.JumpAhead(faults.LongAfter);
        isLongAfter = true;
        RunUntilAllAgree(world.Timeline.Now + faults.Healing);
        foreach (var place in world.Nodes.Select(node => node.Place).Concat(clients.Select(client => client.Place))) place.Kill();
        return new(seed, ledger.Violation, world.Timeline.Now, world.Timeline.Steps, world.Timeline.Fingerprint, ledger.Committed,
            ledger.Acknowledged, world.Trace.Faults, [.. world.Trace.Lines]);
    }

    // As soon as everyone agrees, and at the latest when the time is over.
    void RunUntilAllAgree(TimeSpan end)
    {
        while (ledger.Violation is null && world.Timeline.Now < end && Disagreements().Any())
        {
            RunUntil(world.Timeline.Now + TimeSpan.FromSeconds(1));
        }
        if (ledger.Violation is not null) return;
        foreach (var disagreement in Disagreements()) ledger.Violate(disagreement);
    }

    IEnumerable<string> Disagreements() => isLongAfter
        ? Convergence.Check(ledger, world.Store, clients, DateTimeOffset.MaxValue).Concat(Leftovers.Check(ledger, world.Store))
        : Convergence.Check(ledger, world.Store, clients, PlaceClock.Beginning + world.Ahead + faults.Faulty);

    void RunUntil(TimeSpan end)
    {
        while (world.Timeline.Now < end && ledger.Violation is null)
        {
            world.Timeline.RunUntil(TimeSpan.FromTicks(Math.Min(end.Ticks, (world.Timeline.Now + TimeSpan.FromMilliseconds(200)).Ticks)));
            foreach (var violation in Bounds.Check(clients)) ledger.Violate(violation);
            foreach (var place in world.Nodes.Select(node => node.Place).Concat(clients.Select(client => client.Place)))
            {
                if (place.Failure is { } failure) ledger.Violate($"{place.Name} threw {failure}");
            }
        }
    }

    void StartClients()
    {
        List<string> names = [.. Enumerable.Range(0, faults.Users)
            .Select(i => ((string[])["Alice", "bob", "Carol", "dave", "Eve"])[i % 5] + (i >= 5 ? i : ""))];
        List<string> links = [];
        foreach (var name in names)
        {
            var user = new SimUser(name, names, links);
            for (var i = 1; i <= faults.ClientsPerUser; i++)
            {
                var client = StartClient(user, $"{name}{i}");
                user.Registrar ??= client;
            }
        }
    }

    SimClient StartClient(SimUser user, string name)
    {
        // Half of them are people at their terminals.
        SimClient client = clients.Count % 2 == 0
            ? new SimTerminal(name, user, world, ledger, faults, world.Random.Fork())
            : new SimBot(name, user, world, ledger, faults, world.Random.Fork());
        clients.Add(client);
        client.Start();
        return client;
    }
}
