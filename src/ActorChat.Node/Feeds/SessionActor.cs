using Akka.Actor;

namespace ActorChat.Node.Feeds;

/// <summary>
/// A logged-in session as its user's actor knows it: it follows the user's feed itself. The user's actor counts it in, watches it, and
/// tells it all that it commits; so it knows which sessions there are, and learns when one is gone, by whatever death. It ends with its
/// login. The session outlives an actor system, and has another of these in the next.
/// </summary>
sealed class SessionActor(Relay relay, IActorRef region, FeedOptions options, Action<Relay> drop)
    : FollowingActor(relay, region, options, drop);
