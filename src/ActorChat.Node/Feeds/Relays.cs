using System.Collections.Concurrent;
using System.Globalization;
using Akka.Actor;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Feeds;

/// <summary>
/// All relays of a node: one for each feed that its sessions share, and one for each session that follows a feed itself. They outlive the
/// actor system, as their followers do: when the node comes back as a new incarnation, each relay gets
/// a new actor, which follows anew.
/// </summary>
/// <param name="kinds">For how followers see events.</param>
/// <param name="store">Where missed events are read.</param>
/// <param name="options">Limits.</param>
/// <param name="time">For waiting.</param>
public sealed class Relays(IReadOnlyDictionary<string, EntityKind> kinds, IJournalStore store, FeedOptions options, TimeProvider time)
{
    readonly ConcurrentDictionary<EntityId, Relay> relays = new();
    readonly ConcurrentDictionary<string, Relay> sessions = new();
    long lastSession;

    // Null while there is no actor system.
    volatile IRelayKeeper? keeper;

    /// <summary>Feeds followed by this node, those that sessions follow themselves once for each.</summary>
    public int Count => relays.Count + sessions.Count;

    /// <summary>
    /// Adds a local follower; it is paused until <see cref="Subscription.Start"/>. May be called by a follower that is being told something
    /// of another feed: it waits for nobody who waits for that one.
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
                return NewRelay(id, OnChanged);
            });
            if (relay.TryAdd(identity, label, follower) is { } subscription)
            {
                if (isNew) keeper?.Keep(relay);
                return subscription;
            }
            relays.TryRemove(new(feed, relay));
        }
    }

    /// <summary>
    /// The same by an actor of the session's own, which the feed's entity counts in: so the entity knows each session, and not its node.
    /// The actor ends with the subscription and those beside it (<see cref="Subscription.Beside"/>).
    /// </summary>
    public Subscription SubscribeSession(EntityId feed, string identity, string? label, IFollower follower)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(identity)}-{Interlocked.Increment(ref lastSession)}");
        var relay = sessions[name] = NewRelay(feed, OnSessionChanged, name);
        var subscription = relay.TryAdd(identity, label, follower)!;
        keeper?.Keep(relay);
        return subscription;
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
        foreach (var relay in relays.Values.Concat(sessions.Values)) keeper.Keep(relay);
    }

    /// <summary>The actor system is about to end, or gone.</summary>
    public void End() => keeper = null;

    /// <summary>Drops and forgets a relay, if nobody follows by it.</summary>
    internal void Drop(Relay relay)
    {
        if (!relay.TryDrop()) return;
        if (relay.Session is { } session) sessions.TryRemove(session, out _);
        else relays.TryRemove(new(relay.Feed, relay));
    }

    Relay NewRelay(EntityId feed, Action<Relay> changed, string? session = null) => new(
        feed, kinds[feed.Kind].Feed ?? throw new ArgumentException($"{feed.Kind} has no feed", nameof(feed)), store, changed, options, time,
            session);

    void OnChanged(Relay relay) => keeper?.OnChanged(relay);

    // A feed that the node follows is kept a while, as others may come to it; nobody else comes to a session's.
    void OnSessionChanged(Relay relay)
    {
        if (relay.IsEmpty) Drop(relay);
        OnChanged(relay);
    }
}
