namespace ActorChat.Node.Feeds;

/// <summary>A local follower's place in a feed. All fields belong to the relay's lock.</summary>
public sealed class Subscription
{
    internal enum Mode { Paused, CatchingUp, Live, Ended }

    readonly Relay relay;

    internal Subscription(Relay relay, string identity, string? label, IFollower follower) =>
        (this.relay, Identity, Label, Follower) = (relay, identity, label, follower);

    /// <summary>By which the feed's events may take this follower off.</summary>
    public string Identity { get; }

    /// <summary>
    /// What other followers see online; the same label of several followers counts once. Null: nobody sees this follower.
    /// </summary>
    public string? Label { get; internal set; }

    /// <summary>The feed.</summary>
    public EntityId Feed => relay.Feed;

    /// <summary>The last sequence number that the follower has.</summary>
    public long Cursor { get; internal set; }

    internal IFollower Follower { get; }
    internal Mode State { get; set; } = Mode.Paused;
    internal string FeedName { get; set; } = "";
    internal long IsInAt { get; set; }

    /// <summary>Ends when the node follows the feed: what is committed after that will arrive.</summary>
    public Task Following => relay.Following;

    /// <summary>Who is online in the feed, as far as this node was told.</summary>
    public IReadOnlyList<string> Online => relay.Online;

    /// <summary>Whether a label is online in the feed, as far as this node was told.</summary>
    public bool IsOnline(string label) => relay.IsOnline(label);

    /// <summary>Begins after this sequence number: first from the store, then live.</summary>
    /// <param name="feedName">As in the frames.</param>
    /// <param name="after">A cursor.</param>
    /// <param name="isInAt">The sequence number at which the follower was let in: an older event that took it off the feed is past.</param>
    public void Start(string feedName, long after, long isInAt) => relay.Start(this, feedName, after, isInAt);

    /// <summary>Goes on after a pause.</summary>
    public void Resume() => relay.Start(this, FeedName, Cursor, IsInAt);

    /// <summary>Stands under another label from now on: those who follow see one go and the other come at once.</summary>
    public void Relabel(string label) => relay.Relabel(this, label);

    /// <summary>Tells the follower who is online, in order with what it is told of comings and goings.</summary>
    /// <param name="unless">What it knows already: if that is so still, nothing is told.</param>
    public void TellOnline(IReadOnlyList<string>? unless = null) => relay.TellOnline(this, unless);

    /// <summary>
    /// Another follower by the same relay, paused, which nobody sees online. Nothing comes to it when this one has ended already.
    /// </summary>
    public Subscription Beside(IFollower follower) =>
        relay.TryAdd(Identity, label: null, follower) ?? new(relay, Identity, label: null, follower) { State = Mode.Ended };

    /// <summary>Ends it; nothing more comes.</summary>
    public void End() => relay.End(this);
}
