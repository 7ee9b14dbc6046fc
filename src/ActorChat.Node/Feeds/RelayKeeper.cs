using Akka.Actor;

namespace ActorChat.Node.Feeds;

/// <summary>
/// Keeps relays by actors, one each: those of sessions are found under <c>/user/sessions</c>, those of the node under <c>/user/feeds</c>.
/// </summary>
sealed class RelayKeeper(ActorSystem system, Func<string, IActorRef> regionOf, FeedOptions options, Action<Relay> drop) : IRelayKeeper
{
    readonly IActorRef feeds = system.ActorOf(
        ActorBy.Props(() => new Maker(relay => new RelayActor(relay, regionOf(relay.Feed.Kind), options, drop))), "feeds");
    readonly IActorRef sessions = system.ActorOf(
        ActorBy.Props(() => new Maker(relay => new SessionActor(relay, regionOf(relay.Feed.Kind), options, drop))), "sessions");

    public void Keep(Relay relay) => (relay.Session is null ? feeds : sessions).Tell(relay);

    public void OnChanged(Relay relay) => relay.Actor?.Tell(FollowingActor.Changed.Instance);

    public void Signal(SignalFeed signal) => regionOf(signal.To.Kind).Tell(signal);

    sealed class Maker(Func<Relay, FollowingActor> make) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // An actor of the system before this one may have had the path that another's has now.
            if (message is not Relay relay || relay.IsDropped || relay.Actor is { } actor && actor.Equals(Context.Child(actor.Path.Name)))
            {
                return;
            }
            if (relay.Actor is not null) relay.OnLost();
            relay.Actor = Context.ActorOf(ActorBy.Props(() => make(relay)), relay.Session);
        }
    }
}
