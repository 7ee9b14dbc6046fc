using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Persistence;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Entities;

/// <summary>
/// The shell around an <see cref="EntityLife{TRef}"/>: the only persistent actor there is. It persists what the entity wants written, and
/// tells it in the persist callbacks, and only there, that it is done.
/// </summary>
sealed partial class EntityActor : UntypedPersistentActor, IWithTimers, IEntityShell<IActorRef>
{
    readonly EntityId id;
    readonly EntityServices services;
    readonly Func<string, IActorRef?> regionOf;
    readonly EntityLife<IActorRef> life;
    int toPersist, stashed, quietTicks;

    public EntityActor(EntityId id, EntityServices services, Func<string, IActorRef?> regionOf)
    {
        (this.id, this.services, this.regionOf) = (id, services, regionOf);
        life = new(id, services, this);
    }

    sealed record Committed(CommitOutcome Outcome);

    sealed record Head(long? Seq);

    // So that an idle entity is noticed: Akka's receive timeout would make a timer anew for each message, and keep the former ones until
    // they are due.
    sealed class IdleTick
    {
        // Ticks within the time that an entity may be idle; it leaves at the next one.
        public const int Within = 4;

        public static IdleTick Instance { get; } = new();
    }

    sealed class ReadHead
    {
        public static ReadHead Instance { get; } = new();
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    public override string PersistenceId => id.ToString();

    // While it replays, messages wait in Akka's stash, which for persistent actors knows no limit.
    protected override bool AroundReceive(Receive receive, object message)
    {
        if (message is not IToEntity || !IsRecovering || ++stashed <= services.Options.MaxWaiting)
        {
            return base.AroundReceive(receive, message);
        }
        if (message is EntityMessage { Letter: null }) Sender.Tell(AskResult.Overloaded, Self);
        return true;
    }

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: StoredSnapshotState snapshot } offer: life.Core.Restore(
                offer.Metadata.SequenceNr, snapshot.Body); break;
            case Persisted { Event: var stored }: life.Core.Replay(LastSequenceNr, stored.At, stored.Body); break;
            case RecoveryCompleted:
                Timers.StartPeriodicTimer(IdleTick.Instance, IdleTick.Instance, services.Patience / IdleTick.Within);
                break;
        }
    }

    protected override void OnCommand(object message)
    {
        if (message is IdleTick)
        {
            if (++quietTicks > IdleTick.Within) life.OnIdle();
            return;
        }
        quietTicks = 0;
        switch (message)
        {
            case Terminated ended: life.OnFollowerEnded(ended.ActorRef); break;
            case Committed write: life.OnCommitted(write.Outcome); break;
            case ReadHead when life.MayCheckHead: services.ReadHead(id)
                .PipeTo(Self, Self, head => new Head(head), _ => new Head(null)); break;
            case Head head: life.OnHeadRead(head.Seq); break;
            default: life.Receive(message, Sender); break;
        }
    }

    // Rejected: certainly not stored.
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => life.OnRejected();

    // Failed: perhaps stored. Akka stops the actor after this.
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        LogWriteUnknown(services.Log, id, cause.Message);

    protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
        LogReplayFailed(services.Log, id, reason.Message);

    protected override void PostStop()
    {
        life.End();
        base.PostStop();
    }

    void IEntityShell<IActorRef>.Persist(Write write)
    {
        toPersist = write.Events.Count;
        PersistAllAsync(write.Events.Select((one, index) => new Persisted(one, index == 0 ? write : null)), _ =>
        {
            if (--toPersist == 0) life.OnWritten();
        });
    }

    void IEntityShell<IActorRef>.Commit(Write write) =>
        services.Commit(write).PipeTo(Self, Self, outcome => new Committed(outcome), _ => new Committed(CommitOutcome.Unknown));

    // One for a kind that this version does not know is left to a postman that does.
    void IEntityShell<IActorRef>.Send(EntityMessage letter) => regionOf(letter.To.Kind)?.Tell(letter, ActorRefs.NoSender);

    void IEntityShell<IActorRef>.Tell(IActorRef to, object message) => to.Tell(message, Self);

    void IEntityShell<IActorRef>.Watch(IActorRef follower) => Context.Watch(follower);

    void IEntityShell<IActorRef>.Unwatch(IActorRef follower) => Context.Unwatch(follower);

    void IEntityShell<IActorRef>.CheckHeadIn(TimeSpan delay) => Timers.StartSingleTimer(ReadHead.Instance, ReadHead.Instance, delay);

    void IEntityShell<IActorRef>.Passivate() => Context.Parent.Tell(new Passivate(StopEntity.Instance));

    void IEntityShell<IActorRef>.Stop() => Context.Stop(Self);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entity} leaves memory, nobody knows how its last write ended: {Reason}")]
    static partial void LogWriteUnknown(ILogger log, EntityId entity, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entity} could not be replayed: {Reason}")]
    static partial void LogReplayFailed(ILogger log, EntityId entity, string reason);
}
