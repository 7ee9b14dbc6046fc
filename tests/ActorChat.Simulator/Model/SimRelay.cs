using ActorChat.Node.Feeds;

namespace ActorChat.Simulator.Model;

/// <summary>The model of an actor that follows a feed: a relay's, or a session's.</summary>
sealed class SimRelay : SimActor, IRelayShell<SimActor>
{
    static readonly TimeSpan LateBy = TimeSpan.FromMilliseconds(400);

    readonly RelayCore<SimActor> core;
    readonly Relay relay;
    readonly Action ended;
    ITimer? ask;
    bool hasFetched;

    public SimRelay(SimSystem system, Relay relay, FeedOptions options, Action<Relay> drop, Action ended)
        : base(system, relay.Session is { } session ? $"session {session}" : $"relay of {relay.Feed}")
    {
        (this.relay, this.ended) = (relay, ended);
        core = new(relay, options, drop, this);
        CheckLater(options.FollowInterval);
        core.Ask();
    }

    /// <summary>The relay's labels have changed, or nobody follows by it any more.</summary>
    public void OnChanged()
    {
        if (IsAlive) core.OnChanged();
    }

    /// <inheritdoc/>
    public override void Die()
    {
        if (!IsAlive) return;
        base.Die();
        ask?.Dispose();
        core.End();
        ended();
    }

    /// <inheritdoc/>
    protected override void Receive(object message, SimActor sender)
    {
        switch (message)
        {
            case Ended ended: core.OnEnded(ended.Actor); break;
            case FollowAnswer answer when System.World.Faults.Mutation == Mutation.FetchBeforeSubscribe: core.Receive(
                AsOfTheFetch(answer), sender); break;
            default: core.Receive(message, sender); break;
        }
    }

    void CheckLater(TimeSpan interval) => System.Node.Clock.CreateTimer(_ =>
    {
        if (!IsAlive) return;
        core.Check();
        CheckLater(interval);
    }, null, interval, Timeout.InfiniteTimeSpan);

    void IRelayShell<SimActor>.Ask(Follow question)
    {
        if (System.World.Faults.Mutation != Mutation.FetchBeforeSubscribe)
        {
            System.Shards.Forward(question, this);
            return;
        }
        // The deliberate bug: it fetches up to what there is now, and asks to be counted in a moment later.
        relay.OnFollowing(new(System.World.HeadOf(relay.Feed), []));
        hasFetched = true;
        System.World.Timeline.After(LateBy, () => System.Place.Enter(() => System.Shards.Forward(question, this)));
    }

    FollowAnswer AsOfTheFetch(FollowAnswer answer) => hasFetched ? answer with { Head = 0 } : answer;

    void IRelayShell<SimActor>.Tell(SimActor entity, object message) => System.World.Mail.Send(this, entity, message);

    void IRelayShell<SimActor>.Watch(SimActor entity) => Watch(entity);

    void IRelayShell<SimActor>.Unwatch(SimActor entity) => Unwatch(entity);

    void IRelayShell<SimActor>.AskIn(TimeSpan? delay)
    {
        ask?.Dispose();
        ask = delay is { } wait ? System.Node.Clock.CreateTimer(_ => AskNow(), null, wait, Timeout.InfiniteTimeSpan) : null;
    }

    void AskNow()
    {
        if (IsAlive) core.Ask();
    }

    void IRelayShell<SimActor>.Stop() => Die();

    // Here an actor system ends before the next begins.
    bool IRelayShell<SimActor>.IsCurrent => true;
}

/// <summary>Makes the model's actors of relays and sessions, one each.</summary>
sealed class SimKeeper(SimSystem system, FeedOptions options, Action<Relay> drop) : IRelayKeeper
{
    readonly Dictionary<Relay, SimRelay> actors = [];

    public void Keep(Relay relay) => system.Place.Post(() =>
    {
        if (!system.IsRunning || relay.IsDropped || actors.ContainsKey(relay)) return;
        actors[relay] = new(system, relay, options, drop, () => actors.Remove(relay));
    });

    public void OnChanged(Relay relay) => system.Place.Post(() => actors.GetValueOrDefault(relay)?.OnChanged());

    public void Signal(SignalFeed signal) => system.Place.Post(() => system.Shards.Forward(signal, system.Shards));

    /// <summary>The actor system ends.</summary>
    public void End()
    {
        foreach (var actor in actors.Values.ToList()) actor.Die();
    }
}
