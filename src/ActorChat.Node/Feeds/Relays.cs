using System.Collections.Concurrent;
using System.Threading.Channels;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Feeds;

/// <summary>
/// All relays of a node. It keeps each counted in by the owner of its feed: anew when the owner changes, the link to it
/// breaks, or this node opens the shard again, and checks now and then where the owner is another node. Feeds owned by this node need
/// no checking: nothing between the two can be lost.
/// </summary>
public sealed class Relays(
    IReadOnlyDictionary<string, EntityKind> kinds, IJournalStore store, IFeedUplink uplink, ActorOptions options, TimeProvider time)
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50), LongestRetry = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<EntityId, Relay> relays = new();
    readonly Channel<Relay> relabelled = Channel.CreateUnbounded<Relay>(new() { SingleReader = true });

    /// <summary>This node's incarnation.</summary>
    public string Me { get; set; } = "";

    /// <summary>Feeds followed by this node.</summary>
    public int Count => relays.Count;

    /// <summary>
    /// Adds a local follower; it is paused until <see cref="Subscription.Start"/>. May be called by a follower that is being told something of
    /// another feed: it waits for nobody who waits for that one.
    /// </summary>
    /// <param name="feed">What to follow; its kind must have a feed.</param>
    /// <param name="identity">By which events may take the follower off.</param>
    /// <param name="label">What the feed's other followers see online; null for one that only looks.</param>
    /// <param name="follower">Who takes note.</param>
    public Subscription Subscribe(EntityId feed, string identity, string? label, IFollower follower)
    {
        while (true)
        {
            var relay = relays.GetOrAdd(feed, static (id, all) => all.NewRelay(id), this);
            if (relay.TryAdd(identity, label, follower) is { } subscription)
            {
                Refollow(relay);
                return subscription;
            }
            relays.TryRemove(new(feed, relay));
        }
    }

    /// <summary>Events came from a feed's owner.</summary>
    public void OnEvents(EntityId feed, FeedRun published) => relays.GetValueOrDefault(feed)?.OnEvents(published);

    /// <summary>A feed's owner says who came and went.</summary>
    public void OnLabels(EntityId feed, IReadOnlyList<string> came, IReadOnlyList<string> went) =>
        relays.GetValueOrDefault(feed)?.OnLabels(came, went);

    /// <summary>Hands a signal to all who follow a feed now, on all nodes. It is lost when the feed has no owner just now, or a link breaks.</summary>
    public void Signal(EntityId feed, ReadOnlyMemory<byte> frame)
    {
        if (uplink.OwnerOf(feed) is { Owner: var owner }) uplink.Signal(owner, feed, frame);
    }

    /// <summary>A signal came from a feed's owner.</summary>
    public void OnSignal(EntityId feed, ReadOnlyMemory<byte> frame) => relays.GetValueOrDefault(feed)?.OnSignal(frame);

    /// <summary>A feed's owner does not count this node in, or has more than it.</summary>
    public void OnRefollow(EntityId feed)
    {
        if (relays.TryGetValue(feed, out var relay)) Lose(relay);
    }

    /// <summary>A link broke: what its node sent may be lost.</summary>
    public void OnReset(string peer)
    {
        foreach (var relay in relays.Values)
        {
            if (relay.FollowedUnder?.Owner == peer) Lose(relay);
        }
    }

    /// <summary>Shards changed owner.</summary>
    public void OnClusterChanged()
    {
        foreach (var relay in relays.Values)
        {
            if (relay.FollowedUnder != uplink.OwnerOf(relay.Feed)) Lose(relay);
        }
    }

    /// <summary>
    /// This node serves shards from now on. What it served by the same right before, as when handing a shard off has failed, knows no
    /// followers any more.
    /// </summary>
    public void OnOpened(IReadOnlyCollection<ShardClaim> claims)
    {
        // After a takeover there are many of both.
        var opened = claims.ToHashSet();
        foreach (var relay in relays.Values)
        {
            if (relay.FollowedUnder is { } claim && opened.Contains(claim)) Lose(relay);
        }
    }

    /// <summary>Passes changed labels on and checks now and then, until cancelled.</summary>
    public Task Run(CancellationToken stop) => Task.WhenAll(PassLabelsOn(stop), CheckNowAndThen(stop));

    async Task PassLabelsOn(CancellationToken stop)
    {
        while (await relabelled.Reader.WaitToReadAsync(stop))
        {
            if (!relabelled.Reader.TryRead(out var relay) || !relay.Following.IsCompleted || relay.FollowedUnder is not { Owner: var owner }) continue;
            var (added, removed) = relay.TakeLabelChanges();
            if (added.Count + removed.Count > 0) uplink.Relabel(owner, relay.Feed, added, removed);
        }
    }

    async Task CheckNowAndThen(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.FollowInterval, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            foreach (var relay in relays.Values)
            {
                if (DropIfEmpty(relay)) continue;
                if (relay.Following.IsCompleted && relay.FollowedUnder is { Owner: var owner } && owner != Me) uplink.Check(owner, relay.Feed, relay.Head);
            }
        }
    }

    // In the place of the loop that makes the owner count this node in: so the owner is told that this node follows no more, and only then, if
    // somebody has come meanwhile, that it does.
    bool DropIfEmpty(Relay relay)
    {
        if (!relay.IsEmpty || Interlocked.Exchange(ref relay.FollowLoops, 1) == 1) return false;
        relay.OnLost();
        if (relay.FollowedUnder is { Owner: var owner }) uplink.Unfollow(owner, relay.Feed);
        var dropped = relay.TryDrop();
        if (dropped) relays.TryRemove(new(relay.Feed, relay));
        Volatile.Write(ref relay.FollowLoops, 0);
        if (!dropped) Refollow(relay);
        return dropped;
    }

    Relay NewRelay(EntityId feed) => new(
        feed, kinds[feed.Kind].Feed ?? throw new ArgumentException($"{feed.Kind} has no feed", nameof(feed)), store, relabelled.Writer, options, time);

    void Lose(Relay relay)
    {
        relay.OnLost();
        Refollow(relay);
    }

    void Refollow(Relay relay)
    {
        if (relay.Following.IsCompleted || Interlocked.Exchange(ref relay.FollowLoops, 1) == 1) return;
        _ = FollowLoop(relay);
    }

    async Task FollowLoop(Relay relay)
    {
        var delay = FirstRetry;
        do
        {
            while (!relay.Following.IsCompleted && !relay.IsEmpty)
            {
                var changed = uplink.Changed;
                relay.FollowedUnder = uplink.OwnerOf(relay.Feed);
                if (relay.FollowedUnder is { Owner: var owner } && await uplink.Follow(owner, relay.Feed, relay.TakeLabels(), relay.OnFollowing))
                {
                    if (relay.FollowedUnder == uplink.OwnerOf(relay.Feed)) break;
                    // It was replaced before its answer was here.
                    relay.OnLost();
                    continue;
                }
                await Task.WhenAny(changed, Task.Delay(delay, time));
                delay = delay < LongestRetry ? delay * 2 : delay;
            }
            Volatile.Write(ref relay.FollowLoops, 0);
        }
        // It may have been lost again between the answer and here.
        while (!relay.Following.IsCompleted && !relay.IsEmpty && Interlocked.Exchange(ref relay.FollowLoops, 1) == 0);
        relabelled.Writer.TryWrite(relay);
    }
}
