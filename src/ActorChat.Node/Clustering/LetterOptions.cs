using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Clustering;

/// <summary>Intervals and limits of delivering letters.</summary>
public sealed record LetterOptions
{
    /// <summary>How often the postman looks for letters that are due.</summary>
    public required TimeSpan Poll { get; set; }

    /// <summary>Letters read at once.</summary>
    [Range(1, 65536)]
    public required int Page { get; set; }

    /// <summary>How long a letter that was not consumed waits before it is delivered again.</summary>
    public required TimeSpan Retry { get; set; }
}
