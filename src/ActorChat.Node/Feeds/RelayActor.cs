using Akka.Actor;

namespace ActorChat.Node.Feeds;

/// <summary>
/// Keeps one relay counted in by its entity: anew when the entity's actor ends, wherever it ran, or says that something was missed; and makes
/// sure now and then. Everything that the entity sends goes into the relay, which hands it to the sessions itself.
///
/// <code>
///             answer                     the entity ended, or said so
///  Asking ------------> Following ------------------------------------> Asking
///     \ no answer: ask again               \ nobody follows here: Unfollow, stop
/// </code>
/// </summary>
sealed class RelayActor : UntypedActor, IWithTimers
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);

    readonly Relay relay;
    readonly IActorRef region;
    readonly FeedOptions options;
    readonly Func<Relay, bool> drop;
    TimeSpan retry = FirstRetry;
    IActorRef? entity;

    enum Tick { Ask, Check }

    /// <summary>The relay's labels have changed.</summary>
    public sealed class LabelsToTell
    {
        public static LabelsToTell Instance { get; } = new();
    }

    /// <param name="relay">What it keeps.</param>
    /// <param name="region">The shard region of the entity's kind.</param>
    /// <param name="options">Intervals.</param>
    /// <param name="drop">Forgets the relay, if nobody follows it; whether that is so.</param>
    public RelayActor(Relay relay, IActorRef region, FeedOptions options, Func<Relay, bool> drop) =>
        (this.relay, this.region, this.options, this.drop) = (relay, region, options, drop);

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Tick.Check, Tick.Check, options.FollowInterval);
        Ask();
    }

    protected override void PostStop() => relay.OnLost();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FeedRun run: relay.OnEvents(run); break;
            case LabelsChanged labels: relay.OnLabels(labels.Online, labels.Offline); break;
            case Signalled signal: relay.OnSignal(signal.Frame); break;
            case FollowAnswer answer: OnFollowing(answer); break;
            case LabelsToTell when entity is not null: TellLabels(); break;
            case Refollow: FollowAnew(); break;
            case Terminated ended when ended.ActorRef.Equals(entity): FollowAnew(); break;
            case Tick.Ask: Ask(); break;
            case Tick.Check: Check(); break;
        }
    }

    void Ask()
    {
        region.Tell(new Follow(relay.Feed, relay.TakeLabels()));
        Timers.StartSingleTimer(Tick.Ask, Tick.Ask, options.FollowTimeout);
    }

    void OnFollowing(FollowAnswer answer)
    {
        Timers.Cancel(Tick.Ask);
        retry = FirstRetry;
        if (entity is not null && !entity.Equals(Sender)) Context.Unwatch(entity);
        entity = Context.Watch(Sender);
        relay.OnFollowing(answer);
        TellLabels();
    }

    void FollowAnew()
    {
        relay.OnLost();
        if (entity is not null) Context.Unwatch(entity);
        entity = null;
        // The entity that has just ended is made again by the question itself: not in a circle without a pause.
        Timers.StartSingleTimer(Tick.Ask, Tick.Ask, retry);
        if (retry < options.FollowTimeout) retry *= 2;
    }

    void TellLabels()
    {
        var (added, removed) = relay.TakeLabelChanges();
        if (added.Count + removed.Count > 0) entity!.Tell(new Relabel(added, removed));
    }

    void Check()
    {
        if (relay.IsEmpty && drop(relay))
        {
            entity?.Tell(Unfollow.Instance);
            Context.Stop(Self);
            return;
        }
        entity?.Tell(new CheckHead(relay.Head));
    }
}
