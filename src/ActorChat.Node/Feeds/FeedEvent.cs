namespace ActorChat.Node.Feeds;

/// <summary>One event of a feed on its way to followers: the finished frame, and whom it takes off the feed.</summary>
/// <param name="Seq">Its place in the feed.</param>
/// <param name="Expels">The identity of the followers that see this event as their last; <c>*</c> for all; null for nobody.</param>
/// <param name="Frame">Encoded once, shared by everyone: nobody writes to it.</param>
public readonly record struct FeedEvent(long Seq, string? Expels, ReadOnlyMemory<byte> Frame)
{
    /// <summary>Whether this event takes a follower of this identity off the feed.</summary>
    public bool Ends(string identity) => Expels is not null && (Expels == "*" || Expels == identity);
}
