namespace ActorChat.Simulator;

/// <summary>
/// What may go wrong in a simulated world, and how often. Read it as the specification of what the cluster survives: every
/// fault in here is injected under a seed, and every invariant is checked all the while.
/// </summary>
public sealed record FaultModel
{
    /// <summary>A deliberate bug; none, but where the simulator itself is tested.</summary>
    public Mutation Mutation { get; init; }

    /// <summary>Nodes of the cluster.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>People.</summary>
    public int Users { get; init; } = 3;

    /// <summary>Clients of each of them.</summary>
    public int ClientsPerUser { get; init; } = 2;

    /// <summary>How long faults are injected; then everything heals.</summary>
    public TimeSpan Faulty { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the healed world has until everyone must agree.</summary>
    public TimeSpan Healing { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A node's lease.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How much faster or slower than the database's a node's clock may run.</summary>
    public double ClockDrift { get; init; } = 0.02;

    /// <summary>Time between two faults of a whole node, on average: it is killed, paused, stopped in good order, or cut off.</summary>
    public TimeSpan NodeFaultEvery { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Longest time that a killed node stays away.</summary>
    public TimeSpan MaxAway { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest time that a node is paused: past its lease and back.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>Longest time that nodes are cut off from each other, from the store, or from their clients.</summary>
    public TimeSpan MaxPartition { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Slowest frame between nodes, in an ordinary moment.</summary>
    public TimeSpan MaxLinkDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Chance that a frame breaks its link, and all that is on it is lost.</summary>
    public double LinkResetPerFrame { get; init; } = 0.002;

    /// <summary>Slowest call to the store, in an ordinary moment.</summary>
    public TimeSpan MaxStoreDelay { get; init; } = TimeSpan.FromMilliseconds(15);

    /// <summary>Chance that a call to the store never arrives there, and fails.</summary>
    public double StoreCallLost { get; init; } = 0.005;

    /// <summary>Chance that a call has its effect in the store, and then fails.</summary>
    public double StoreAnswerLost { get; init; } = 0.01;

    /// <summary>Chance that a call hangs, and has its effect long after its caller has given up.</summary>
    public double StoreCallHangs { get; init; } = 0.002;

    /// <summary>Longest that a call hangs.</summary>
    public TimeSpan MaxHang { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between two losses of one client's connection, on average.</summary>
    public TimeSpan ConnectionLossEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time between two acts of one client, on average.</summary>
    public TimeSpan ActEvery { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Chance that a client reads nothing for a while, so that its queue in the node fills.</summary>
    public double SlowReader { get; init; } = 0.02;
}
