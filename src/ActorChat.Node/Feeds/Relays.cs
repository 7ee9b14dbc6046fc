using System.Collections.Concurrent;
using Akka.Actor;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Feeds;

/// <summary>
/// All relays of a node. They outlive the actor system, as their followers do: when the node comes back as a new incarnation, each relay gets
/// a new actor, which follows anew.
/// </summary>
/// <param name="kinds">For how followers see events.</param>
/// <param name="store">Where missed events are read.</param>
/// <param name="options">Limits.</param>
/// <param name="time">For waiting.</param>
public sealed class Relays(IReadOnlyDictionary<string, EntityKind> kinds, IJournalStore store, FeedOptions options, TimeProvider time)
{
    readonly ConcurrentDictionary<EntityId, Relay> relays = new();

    // Null while there is no actor system.
    volatile IRelayKeeper? keeper;

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
            var isNew = false;
            var relay = relays.GetOrAdd(feed, id =>
            {
                isNew = true;
                return NewRelay(id);
            });
            if (relay.TryAdd(identity, label, follower) is { } subscription)
            {
                if (isNew) keeper?.Keep(relay);
                return subscription;
            }
            relays.TryRemove(new(feed, relay));
        }
    }

    /// <summary>Hands a signal to all who follow a feed now, on all nodes. It is lost when the feed can't be reached just now.</summary>
    public void Signal(EntityId feed, ReadOnlyMemory<byte> frame) => keeper?.Signal(new(feed, frame));

    /// <summary>There is an actor system: all relays follow by it from now on.</summary>
    /// <param name="system">The system.</param>
    /// <param name="regionOf">The shard region of a kind.</param>
    public void Begin(ActorSystem system, Func<string, IActorRef> regionOf) => Begin(new RelayKeeper(system, regionOf, options, Drop));

    /// <summary>The same, by whatever keeps them.</summary>
    internal void Begin(IRelayKeeper keeper)
    {
        this.keeper = keeper;
        foreach (var relay in relays.Values) keeper.Keep(relay);
    }

    /// <summary>The actor system is about to end, or gone.</summary>
    public void End() => keeper = null;

    /// <summary>Forgets a relay, if nobody follows it; whether that is so.</summary>
    internal bool Drop(Relay relay)
    {
        if (!relay.TryDrop()) return false;
        relays.TryRemove(new(relay.Feed, relay));
        return true;
    }

    Relay NewRelay(EntityId feed) => new(
        feed, kinds[feed.Kind].Feed ?? throw new ArgumentException($"{feed.Kind} has no feed", nameof(feed)), store, OnRelabelled, options, time);

    void OnRelabelled(Relay relay) => keeper?.OnRelabelled(relay);
}
