namespace ActorChat.Node.Feeds;

/// <summary>
/// What keeps relays counted in by their entities while there is an actor system: an actor for each; in a simulation, a model of one.
/// </summary>
interface IRelayKeeper
{
    /// <summary>Keeps this relay from now on; once, however often it is told.</summary>
    void Keep(Relay relay);

    /// <summary>The relay's labels have changed, or nobody follows by it any more. Called under its lock: it only takes note.</summary>
    void OnChanged(Relay relay);

    /// <summary>Sends a signal to a feed's entity; it may get lost.</summary>
    void Signal(SignalFeed signal);
}
