namespace ActorChat.Node.Clustering;

/// <summary>Limits of asking entities.</summary>
public sealed record AskOptions
{
    /// <summary>How long a command may wait for its answer, unless its caller says otherwise.</summary>
    public required TimeSpan Timeout { get; set; }

    /// <summary>What may be asked twice is asked again when no answer came for so long.</summary>
    public required TimeSpan AgainAfter { get; set; }
}
