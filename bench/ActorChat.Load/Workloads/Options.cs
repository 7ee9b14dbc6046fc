using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>What the command line says; what it leaves out is the workload's own.</summary>
sealed record Options
{
    public int? Clients { get; init; }

    public int? Rooms { get; init; }

    public int? Senders { get; init; }

    public int? Window { get; init; }

    public double? Rate { get; init; }

    public int TextBytes { get; init; } = 100;

    public int? Nodes { get; init; }

    public StoreKind Store { get; init; }

    public double Seconds { get; init; } = 10;

    public double WarmUpSeconds { get; init; } = 4;

    public string DataFolder { get; init; } = Path.GetTempPath();

    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whether the limits are measured too.</summary>
    public bool WithLimits { get; init; } = true;

    public Timing Timing => new(TimeSpan.FromSeconds(WarmUpSeconds), TimeSpan.FromSeconds(Seconds));

    public ServerPlan Servers(int nodes = 1) => new(Nodes ?? nodes, Store, DataFolder, Settings);

    public SwarmPlan Swarm(int clients, int rooms, int senders, int window) =>
        new(Clients ?? clients, Rooms ?? rooms, Senders ?? Math.Min(senders, Clients ?? clients), Window ?? window, TextBytes);
}
