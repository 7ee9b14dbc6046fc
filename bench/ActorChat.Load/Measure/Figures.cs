namespace ActorChat.Load.Measure;

/// <summary>What one server did under one workload.</summary>
sealed record Figures
{
    /// <summary>ActorChat, or the limit's name.</summary>
    public required string Server { get; init; }

    public double Seconds { get; init; }

    /// <summary>Messages acknowledged, each second.</summary>
    public double MessagesPerSecond { get; init; }

    /// <summary>Messages received by all clients, each second.</summary>
    public double DeliveriesPerSecond { get; init; }

    public Percentiles ToReceive { get; init; }

    public Percentiles ToAcknowledge { get; init; }

    /// <summary>Of the server's processes.</summary>
    public double CpuSeconds { get; init; }

    public double DatabaseCpuSeconds { get; init; }

    public double DeliveriesPerCpuSecond => CpuSeconds > 0 ? DeliveriesPerSecond * Seconds / CpuSeconds : 0;

    /// <summary>Cores that the server kept busy.</summary>
    public double Cores => Seconds > 0 ? CpuSeconds / Seconds : 0;

    public double CommitsPerSecond { get; init; }

    public double EventsPerCommit { get; init; }

    public double WritesPerCommit { get; init; }

    public double AllocatedBytesPerDelivery { get; init; }

    public double GcPauseMs { get; init; }

    public double Gen0 { get; init; }

    public double Gen2 { get; init; }

    public double LockContentionsPerSecond { get; init; }

    public double WorkItemsPerSecond { get; init; }

    /// <summary>Of all server processes, at the end.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>Must be 0, as the next two.</summary>
    public long Lost { get; init; }

    public long Repeated { get; init; }

    public long Refused { get; init; }

    public string? FirstRefusal { get; init; }

    public long Lagged { get; init; }

    public long Ended { get; init; }

    /// <summary>The latest that the generator itself was with a paced message, in ms.</summary>
    public double GeneratorLateMs { get; init; }
}
