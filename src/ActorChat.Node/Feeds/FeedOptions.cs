using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Feeds;

/// <summary>The limits of following, each with its reason.</summary>
public sealed record FeedOptions
{
    /// <summary>Events in one page of catching up.</summary>
    [Range(1, 65536)]
    public required int ReadPage { get; set; }

    /// <summary>
    /// How often a relay makes sure that the entity still counts it in and that it has missed nothing. Prompt news come by themselves;
    /// this makes it certain.
    /// </summary>
    public required TimeSpan FollowInterval { get; set; }

    /// <summary>How long a relay waits for the entity's answer before it asks again.</summary>
    public required TimeSpan FollowTimeout { get; set; }
}
