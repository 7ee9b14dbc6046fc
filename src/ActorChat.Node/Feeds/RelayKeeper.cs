using Akka.Actor;

namespace ActorChat.Node.Feeds;

/// <summary>Keeps relays by actors, one each.</summary>
sealed class RelayKeeper(ActorSystem system, Func<string, IActorRef> regionOf, FeedOptions options, Func<Relay, bool> drop) : IRelayKeeper
{
    readonly IActorRef maker = system.ActorOf(ActorBy.Props(() => new Maker(regionOf, options, drop)), "feeds");

    public void Keep(Relay relay) => maker.Tell(relay);

    public void OnRelabelled(Relay relay) => relay.Actor?.Tell(RelayActor.LabelsToTell.Instance);

    public void Signal(SignalFeed signal) => regionOf(signal.To.Kind).Tell(signal);

    sealed class Maker(Func<string, IActorRef> regionOf, FeedOptions options, Func<Relay, bool> drop) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // An actor of the system before this one may have had the path that another's has now.
            if (message is not Relay relay || relay.Actor is { } actor && actor.Equals(Context.Child(actor.Path.Name))) return;
            if (relay.Actor is not null) relay.OnLost();
            relay.Actor = Context.ActorOf(ActorBy.Props(() => new RelayActor(relay, regionOf(relay.Feed.Kind), options, drop)));
        }
    }
}
