using Akka.Actor;

namespace ActorChat.Node.Feeds;

/// <summary>The shell around a <see cref="RelayCore{TRef}"/>: an actor that follows a feed.</summary>
abstract class FollowingActor : UntypedActor, IWithTimers, IRelayShell<IActorRef>
{
    readonly Relay relay;
    readonly RelayCore<IActorRef> core;
    readonly IActorRef region;
    readonly FeedOptions options;

    enum Tick { Ask, Check }

    /// <summary>The relay's labels have changed, or nobody follows by it any more.</summary>
    public sealed class Changed
    {
        public static Changed Instance { get; } = new();
    }

    /// <param name="relay">What it keeps.</param>
    /// <param name="region">The shard region of the entity's kind.</param>
    /// <param name="options">Intervals.</param>
    /// <param name="drop">Drops and forgets the relay, if nobody follows by it.</param>
    protected FollowingActor(Relay relay, IActorRef region, FeedOptions options, Action<Relay> drop)
    {
        (this.relay, this.region, this.options) = (relay, region, options);
        core = new(relay, options, drop, this);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        // Before the first answer can come.
        relay.Actor = Self;
        Timers.StartPeriodicTimer(Tick.Check, Tick.Check, options.FollowInterval);
        core.Ask();
    }

    protected override void PostStop() => core.End();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Changed: core.OnChanged(); break;
            case Terminated ended: core.OnEnded(ended.ActorRef); break;
            case Tick.Ask: core.Ask(); break;
            case Tick.Check: core.Check(); break;
            default: core.Receive(message, Sender); break;
        }
    }

    void IRelayShell<IActorRef>.Ask(Follow question) => region.Tell(question, Self);

    void IRelayShell<IActorRef>.Tell(IActorRef entity, object message) => entity.Tell(message, Self);

    void IRelayShell<IActorRef>.Watch(IActorRef entity) => Context.Watch(entity);

    void IRelayShell<IActorRef>.Unwatch(IActorRef entity) => Context.Unwatch(entity);

    void IRelayShell<IActorRef>.AskIn(TimeSpan? delay)
    {
        if (delay is { } wait) Timers.StartSingleTimer(Tick.Ask, Tick.Ask, wait);
        else Timers.Cancel(Tick.Ask);
    }

    void IRelayShell<IActorRef>.Stop() => Context.Stop(Self);

    bool IRelayShell<IActorRef>.IsCurrent => Self.Equals(relay.Actor);
}
