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
sealed record Fault(TimeSpan At, FaultKind Kind, int Node, int Other, TimeSpan Lasts)
{
    /// <summary>Whether it can make a node seem dead to others.</summary>
    public bool IsOfNodes => Kind is not (FaultKind.BreakClients or FaultKind.StallClients);

    /// <summary>Whether it is of the database, and so of all nodes alike.</summary>
    public bool IsOfAll => Kind == FaultKind.CrashDatabase;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{At.TotalSeconds,7:F1} s  {Kind,-13} {Where,-8} {Lasts.TotalSeconds,5:F1} s");

    string Where => Kind switch
    {
        FaultKind.CutLink => $"n{Node + 1}-n{Other + 1}",
        FaultKind.CutOneWay => $"n{Node + 1}>n{Other + 1}",
        FaultKind.CrashDatabase or FaultKind.BreakClients or FaultKind.StallClients => "",
        _ => $"n{Node + 1}",
    };
}
