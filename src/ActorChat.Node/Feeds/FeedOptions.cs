using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Feeds;

/// <summary>The limits of following, each with its reason.</summary>
public sealed class FeedOptions
{
    /// <summary>Events in one page of catching up.</summary>
    [Range(1, 65536)]
    public int ReadPage { get; set; } = 500;

    /// <summary>How often a relay makes sure that the entity still counts it in and that it has missed nothing. Prompt news come by themselves; this makes it certain.</summary>
    public TimeSpan FollowInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a relay waits for the entity's answer before it asks again.</summary>
    public TimeSpan FollowTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
