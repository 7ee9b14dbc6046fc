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

    /// <summary>After everyone agrees, the calendar goes on by so much, past all that was put off.</summary>
    public TimeSpan LongAfter { get; init; } = TimeSpan.FromDays(31);

    /// <summary>How long after it could not be reached a node is removed from the cluster, and its shards go elsewhere: at least.</summary>
    public TimeSpan MinTakeover { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The same, at most.</summary>
    public TimeSpan MaxTakeover { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>How long a node that was removed goes on at most: meanwhile its entities, and its postman, live in two places.</summary>
    public TimeSpan MaxZombie { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How late a node learns at most that another was removed.</summary>
    public TimeSpan MaxLateNews { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Chance that an actor's death is noticed late by one who watches it.</summary>
    public double DeathNoticedLate { get; init; } = 0.05;

    /// <summary>How late.</summary>
    public TimeSpan MaxLateNotice { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two hand-offs of a shard, on average.</summary>
    public TimeSpan HandOffEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two entities that leave memory for no reason, on average.</summary>
    public TimeSpan PassivationEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How much faster or slower than the database's a node's clock may run.</summary>
    public double ClockDrift { get; init; } = 0.02;

    /// <summary>
    /// Time between two faults of a whole node or of the store, on average: a node is killed, paused, stopped in good order, cut off from
    /// the others or from the store; a link falls silent, a node's calendar jumps, a node's store is slow, its writes hang, or the store is
    /// away for all.
    /// </summary>
    public TimeSpan NodeFaultEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time that a killed node stays away.</summary>
    public TimeSpan MaxAway { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest time that a node is paused: past its takeover and back.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>Longest time that nodes are cut off from each other, from the store, or from their clients.</summary>
    public TimeSpan MaxPartition { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that a link is silent: messages wait in it, one way, and nobody is told that it does not stand.</summary>
    public TimeSpan MaxSilentLink { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>Chance that a message between nodes is lost, and nobody is told.</summary>
    public double TellLost { get; init; } = 0.001;

    /// <summary>How far a node's calendar jumps at most, either way. What counts how long something took goes on evenly.</summary>
    public TimeSpan MaxCalendarJump { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Slowest message between nodes, in an ordinary moment.</summary>
    public TimeSpan MaxLinkDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Chance that a message breaks the association: all that is on it is lost, and what is sent in the next moment.</summary>
    public double AssociationBreaks { get; init; } = 0.001;

    /// <summary>Slowest call to the store, in an ordinary moment.</summary>
    public TimeSpan MaxStoreDelay { get; init; } = TimeSpan.FromMilliseconds(15);

    /// <summary>Slowest call while a node's store is slow.</summary>
    public TimeSpan MaxSlowCall { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time that it is slow, and longest time that the store is away for all, as a server that is restarted.</summary>
    public TimeSpan MaxStoreTrouble { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Chance that a call to the store never arrives there, and fails.</summary>
    public double StoreCallLost { get; init; } = 0.005;

    /// <summary>Chance that a call has its effect in the store, and then fails.</summary>
    public double StoreAnswerLost { get; init; } = 0.01;

    /// <summary>Chance that a call hangs, and has its effect long after its caller has given up.</summary>
    public double StoreCallHangs { get; init; } = 0.002;

    /// <summary>Longest time that writes of one node hang: nobody learns in time how they end, and they come about late.</summary>
    public TimeSpan MaxHangingWrites { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long before everything heals all writes hang: what was under way comes about when the nodes that wrote it have given it up, its
    /// entities may have moved, and nobody says anything any more.
    /// </summary>
    public TimeSpan LastWrites { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest that a call hangs.</summary>
    public TimeSpan MaxHang { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between two losses of one client's connection, on average.</summary>
    public TimeSpan ConnectionLossEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time between two acts of one client, on average.</summary>
    public TimeSpan ActEvery { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Chance that a client reads nothing for a while, so that its queue in the node fills.</summary>
    public double SlowReader { get; init; } = 0.02;
}
