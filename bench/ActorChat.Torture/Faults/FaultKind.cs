namespace ActorChat.Torture.Faults;

/// <summary>What goes wrong.</summary>
enum FaultKind
{
    /// <summary>kill -9 of a node, which is started again when the time is over.</summary>
    Kill,

    /// <summary>SIGTERM of a node, which is started again when the time is over.</summary>
    Terminate,

    /// <summary>One node more joins, and leaves in good order when the time is over.</summary>
    Join,

    /// <summary>
    /// SIGSTOP and, when the time is over, SIGCONT. On SQLite in a moment in which the node does not hold the file's lock.
    /// </summary>
    Pause,

    /// <summary>Nothing passes between a node and all others.</summary>
    CutOff,

    /// <summary>Nothing passes between two nodes.</summary>
    CutLink,

    /// <summary>Nothing passes on what one node has dialled to another: the other way goes on.</summary>
    CutOneWay,

    /// <summary>Nothing passes between a node and the database.</summary>
    CutStore,

    /// <summary>The database ends at once, and is started again when the time is over.</summary>
    CrashDatabase,

    /// <summary>The database is stopped in good order, and started again when the time is over.</summary>
    StopDatabase,

    /// <summary>The database ends all connections and takes no more until the time is over.</summary>
    NoConnections,

    /// <summary>What passes between a node and the database takes longer.</summary>
    SlowStore,

    /// <summary>The disk on which the SQLite file lies is full.</summary>
    FillDisk,

    /// <summary>A node's calendar jumps, and back when the time is over; the clock by which it waits does not.</summary>
    JumpCalendar,

    /// <summary>The connections of some clients break.</summary>
    BreakClients,

    /// <summary>Some clients take nothing for a while.</summary>
    StallClients,
}

/// <summary>A fault of the schedule.</summary>
/// <param name="At">After the beginning of the run.</param>
/// <param name="Kind">What.</param>
/// <param name="Node">To which node, by its place.</param>
/// <param name="Other">Of a link, the other one.</param>
/// <param name="Lasts">Until it is healed.</param>
/// <param name="By">Of what is slower or jumps: by how much.</param>
sealed record Fault(TimeSpan At, FaultKind Kind, int Node, int Other, TimeSpan Lasts, TimeSpan By = default)
{
    /// <summary>Whether it can make a node seem dead to others.</summary>
    public bool IsOfNodes => Kind is not (FaultKind.BreakClients or FaultKind.StallClients);

    /// <summary>Whether it is of the database, and so of all nodes alike.</summary>
    public bool IsOfAll => Kind is FaultKind.CrashDatabase or FaultKind.StopDatabase or FaultKind.NoConnections or FaultKind.FillDisk;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{At.TotalSeconds,7:F1} s  {Kind,-13} {Where,-8} {Lasts.TotalSeconds,5:F1} s{Much}");

    string Much => By == TimeSpan.Zero ? "" : FormattableString.Invariant($"  by {By.TotalSeconds:F2} s");

    string Where => Kind switch
    {
        FaultKind.CutLink => $"n{Node + 1}-n{Other + 1}",
        FaultKind.CutOneWay => $"n{Node + 1}>n{Other + 1}",
        FaultKind.BreakClients or FaultKind.StallClients => "",
        _ when IsOfAll => "",
        _ => $"n{Node + 1}",
    };
}
