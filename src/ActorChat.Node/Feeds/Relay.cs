using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Feeds;

/// <summary>
/// Follows one feed for this node's followers: for all of them, or for those of one session, if sessions follow the feed themselves.
///
/// Events come from the owner's hub, each once, and go to every subscription whose cursor is right before it. A subscription that
/// has missed something reads the store page by page until its cursor has reached all that came live; so *subscribe first, then
/// fetch* holds, and no interval is covered by neither. A subscription that is paused (its session has no room) does the same
/// when it goes on.
///
/// The relay's lock is held while followers take note: so nothing in here waits under it. A follower of a user's feed may take the locks of
/// others, of rooms say, and never the other way round.
/// </summary>
/// <param name="feed">The entity.</param>
/// <param name="format">How followers see its events.</param>
/// <param name="store">Where missed events are read.</param>
/// <param name="changed">The followers' labels have changed, or the last has gone; called under the lock, so it only takes note.</param>
/// <param name="options">Limits.</param>
/// <param name="time">For waiting between attempts to read.</param>
/// <param name="session">The session whose followers these are, by the name of its actor; null for all of the node.</param>
sealed partial class Relay(
    EntityId feed, IFeedFormat format, IJournalStore store, Action<Relay> changed, FeedOptions options, TimeProvider time,
        string? session = null)
{
    // All under gate.
    readonly Lock gate = new();
    readonly List<Subscription> subscriptions = [];
    LocalLabels labels;
    LabelSet online;

    // Null while the owner counts this node in.
    TaskCompletionSource? following = Completion.Source();
    long head;
    bool dropped;
    Akka.Actor.IActorRef? actor;

    /// <summary>The feed.</summary>
    public EntityId Feed => feed;

    /// <summary>The session that follows by it, by the name of its actor; null when all of the node do.</summary>
    public string? Session => session;

    /// <summary>Ends when the owner counts this node as a follower.</summary>
    public Task Following
    {
        get
        {
            lock (gate) return following?.Task ?? Task.CompletedTask;
        }
    }

    /// <summary>What it knows of the feed and of labels, to be compared.</summary>
    public CheckHead Known
    {
        get
        {
            lock (gate) return new(head, new(labels.Told, online.Digest));
        }
    }

    /// <summary>Keeps the entity counting this node in; null while there is no actor system. Only for <see cref="Relays"/>.</summary>
    public Akka.Actor.IActorRef? Actor
    {
        get => Volatile.Read(ref actor);
        set => Volatile.Write(ref actor, value);
    }

    /// <summary>Adds a follower, paused; null when the relay has been dropped: the feed needs another.</summary>
    public Subscription? TryAdd(string identity, string? label, IFollower follower)
    {
        var subscription = new Subscription(this, identity, label, follower);
        lock (gate)
        {
            if (dropped) return null;
            subscriptions.Add(subscription);
            if (labels.Add(label)) changed(this);
        }
        return subscription;
    }

    /// <summary>Takes no follower any more, if it has none now; whether that is so.</summary>
    public bool TryDrop()
    {
        lock (gate) return dropped = subscriptions.Count == 0;
    }

    /// <summary>Whether it has been dropped.</summary>
    public bool IsDropped
    {
        get
        {
            lock (gate) return dropped;
        }
    }

    /// <summary>The owner counts this node in; what it knows replaces what was known.</summary>
    public void OnFollowing(FollowAnswer answer)
    {
        lock (gate)
        {
            var before = online.All;
            List<string> came = [.. answer.Online.Except(before)], went = [.. before.Except(answer.Online)];
            if (came.Count + went.Count > 0) NoteLabels(came, went);
            following?.TrySetResult();
            following = null;
            Advance(answer.Head);
        }
    }

    /// <summary>The owner is gone, or the link to it: what comes is not certain to be all.</summary>
    public void OnLost()
    {
        lock (gate)
        {
            following ??= Completion.Source();
        }
    }

    /// <summary>Events came from the owner.</summary>
    public void OnEvents(FeedRun published)
    {
        lock (gate)
        {
            if (published.Last > head) head = published.Last;
            for (var i = subscriptions.Count - 1; i >= 0; i--)
            {
                var subscription = subscriptions[i];
                if (subscription.State != Subscription.Mode.Live || published.Last <= subscription.Cursor) continue;
                if (published.First <= subscription.Cursor + 1) Deliver(subscription, published.From(subscription.Cursor + 1));
                else CatchUp(subscription);
            }
        }
    }

    /// <summary>A signal came from the owner.</summary>
    public void OnSignal(ReadOnlyMemory<byte> frame)
    {
        lock (gate)
        {
            foreach (var subscription in subscriptions)
            {
                if (subscription.State == Subscription.Mode.Live) subscription.Follower.OnSignal(frame);
            }
        }
    }

    /// <summary>See <see cref="Subscription.Start"/>.</summary>
    public void Start(Subscription subscription, string feedName, long after, long isInAt)
    {
        lock (gate)
        {
            if (subscription.State == Subscription.Mode.Ended) return;
            (subscription.FeedName, subscription.Cursor, subscription.IsInAt) = (feedName, after, isInAt);
            CatchUp(subscription);
        }
    }

    /// <summary>See <see cref="Subscription.End"/>.</summary>
    public void End(Subscription subscription)
    {
        lock (gate)
        {
            if (subscription.State == Subscription.Mode.Ended) return;
            subscription.State = Subscription.Mode.Ended;
            subscriptions.Remove(subscription);
            if (labels.Remove(subscription.Label) | subscriptions.Count == 0) changed(this);
        }
    }

    /// <summary>Whether nobody follows here any more.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate) return subscriptions.Count == 0;
        }
    }

    // Under gate, as all below.
    void Advance(long newHead)
    {
        if (newHead > head) head = newHead;
        foreach (var subscription in subscriptions)
        {
            if (subscription.State == Subscription.Mode.Live && subscription.Cursor < head) CatchUp(subscription);
        }
    }

    // A run begins right after the cursor. Where somebody is taken off the feed within it, it is delivered one by one.
    void Deliver(Subscription subscription, FeedRun published)
    {
        if (!published.Expels || published.Count == 1)
        {
            DeliverWhole(subscription, published);
            return;
        }
        var mode = subscription.State;
        for (var i = 0; i < published.Count && subscription.State == mode; i++) DeliverWhole(subscription, FeedRun.Of(published[i]));
    }

    void DeliverWhole(Subscription subscription, FeedRun published)
    {
        if (!subscription.Follower.OnEvents(published))
        {
            subscription.State = Subscription.Mode.Paused;
            return;
        }
        subscription.Cursor = published.Last;
        if (!published.Expels || published.Last <= subscription.IsInAt || !published[0].Ends(subscription.Identity)) return;
        subscription.Follower.OnExpelled();
        End(subscription);
    }

    void CatchUp(Subscription subscription)
    {
        if (subscription.Cursor >= head)
        {
            subscription.State = Subscription.Mode.Live;
            subscription.Follower.OnCaughtUp();
            return;
        }
        if (subscription.State == Subscription.Mode.CatchingUp) return;
        subscription.State = Subscription.Mode.CatchingUp;
        _ = CatchUpLoop(subscription);
    }
}
