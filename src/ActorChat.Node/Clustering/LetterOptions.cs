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

    /// <summary>
    /// How long a letter that was not consumed waits before the postman delivers it again. One for now was delivered by its sender, for
    /// all the postman knows, when the postman sees it first.
    /// </summary>
    public required TimeSpan Retry { get; set; }
}
