namespace ActorChat.Actors.Following;

/// <summary>A local follower's place in a feed. All fields belong to the relay's lock.</summary>
public sealed class Subscription
{
    internal enum Mode { Paused, CatchingUp, Live, Ended }

    readonly Relay relay;

    internal Subscription(Relay relay, string identity, string label, IFollower follower) =>
        (this.relay, Identity, Label, Follower) = (relay, identity, label, follower);

    /// <summary>By which the feed's events may take this follower off.</summary>
    public string Identity { get; }

    /// <summary>What other followers see online; the same label of several followers counts once.</summary>
    public string Label { get; }

    /// <summary>The feed.</summary>
    public EntityId Feed => relay.Feed;

    /// <summary>The last sequence number that the follower has.</summary>
    public long Cursor { get; internal set; }

    internal IFollower Follower { get; }
    internal Mode State { get; set; } = Mode.Paused;
    internal string FeedName { get; set; } = "";

    /// <summary>Ends when the node follows the feed: what is committed after that will arrive.</summary>
    public Task Following => relay.Following;

    /// <summary>Who is online in the feed, as far as this node was told.</summary>
    public IReadOnlyList<string> Online => relay.Online;

    /// <summary>Begins, or goes on, after this sequence number: first from the store, then live.</summary>
    /// <param name="feedName">As in the frames.</param>
    /// <param name="after">A cursor.</param>
    public void Start(string feedName, long after) => relay.Start(this, feedName, after);

    /// <summary>Ends it; nothing more comes.</summary>
    public void End() => relay.End(this);
}
