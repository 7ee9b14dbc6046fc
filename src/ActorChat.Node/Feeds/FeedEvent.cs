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

/// <summary>What a relay is told when it begins to follow.</summary>
/// <param name="Head">The newest committed sequence number.</param>
/// <param name="Online">Labels of all followers, on all nodes.</param>
public sealed record FollowAnswer(long Head, IReadOnlyList<string> Online);

/// <summary>The way from an entity's owner to the nodes that follow it.</summary>
public interface IFeedOutlet
{
    /// <summary>Events, to the relays of these nodes (by incarnation; this node may be among them).</summary>
    void Publish(IReadOnlyCollection<string> nodes, EntityId feed, FeedRun published);

    /// <summary>Something was committed that these nodes were not sent: their relays follow anew, and fetch it.</summary>
    void TellToRefollow(IReadOnlyCollection<string> nodes, EntityId feed);

    /// <summary>Labels that came and went, to the relays of these nodes. Not stored, not numbered.</summary>
    void PublishLabels(IReadOnlyCollection<string> nodes, EntityId feed, IReadOnlyList<string> online, IReadOnlyList<string> offline);

    /// <summary>A signal, to the relays of these nodes. Not stored, not numbered, and lost where a link breaks.</summary>
    void PublishSignal(IReadOnlyCollection<string> nodes, EntityId feed, ReadOnlyMemory<byte> frame);
}
