using Akka.Actor;

namespace ActorChat.Node.Feeds;

/// <summary>Follows a room's or dialogue's feed for all sessions of its node.</summary>
sealed class RelayActor(Relay relay, IActorRef region, FeedOptions options, Action<Relay> drop)
    : FollowingActor(relay, region, options, drop);
