using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Persistence;
using ActorChat.Node.Feeds;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Entities;

/// <summary>
/// The shell around an <see cref="EntityCore"/>: the only persistent actor there is. It persists what the core wants written, and answers and
/// publishes in the persist callbacks only. One write is under way at a time; the core gathers the next. When a write fails, is rejected, or its
/// outcome is unknown, the actor ends, as its provisional state must: the next message makes another, which replays.
/// </summary>
sealed partial class EntityActor : UntypedPersistentActor
{
    readonly EntityId id;
    readonly EntityServices services;
    readonly EntityCore core;
    readonly HubCore<IActorRef> hub;
    int toPersist;
    bool isStopping;

    // How the write under way ended, when it is not simply done: until then nobody knows.
    AskResult ifEnded = AskResult.Unknown;

    public EntityActor(EntityId id, EntityServices services)
    {
        (this.id, this.services) = (id, services);
        core = new(id, services.Kind, services.Options, services.Random, (bug, command) => LogDecideFailed(services.Log, bug, id, command.GetType().Name));
        hub = new(services.Options.MaxLabels, TellAll);
        services.Count(1);
    }

    sealed record Committed(CommitOutcome Outcome);

    sealed record Head(long Seq);

    /// <inheritdoc/>
    public override string PersistenceId => id.ToString();

    /// <inheritdoc/>
    public override IStashOverflowStrategy InternalStashOverflowStrategy { get; } = new ReplyToStrategy(AskResult.Overloaded);

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: StoredSnapshotState snapshot } offer: core.Restore(offer.Metadata.SequenceNr, snapshot.Body); break;
            case Persisted { Event: var stored }: core.Replay(LastSequenceNr, stored.At, stored.Body); break;
            case RecoveryCompleted: OnRecovered(); break;
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case EntityMessage asked: Take(asked); break;
            case Follow follow: OnFollow(follow); break;
            case Relabel labels when !hub.Relabel(Sender, labels.Added, labels.Removed): Sender.Tell(Refollow.Instance); break;
            case CheckHead check when !hub.Has(Sender) || check.Head < core.Committed: Sender.Tell(Refollow.Instance); break;
            case Unfollow: OnFollowerGone(Sender); break;
            case Terminated ended: hub.Unfollow(ended.ActorRef); break;
            case SignalFeed signal: hub.Signal(signal.Frame); break;
            case Committed write: OnCommitted(write.Outcome); break;
            case Head head: OnHeadRead(head.Seq); break;
            case ReceiveTimeout when core.IsIdle && hub.IsEmpty: Context.Parent.Tell(new Passivate(StopEntity.Instance)); break;
            case StopEntity: OnStop(); break;
        }
    }

    void OnRecovered()
    {
        Context.SetReceiveTimeout(services.Patience);
        if (services.IsLateWriteConceivable()) CheckLater();
    }

    void Take(EntityMessage message)
    {
        IAsker? asker = message.Letter is null ? new ActorAsker(Sender, Self) : null;
        if (isStopping || message.Command is NotUnderstood)
        {
            asker?.End(isStopping ? AskResult.Moved : new(AskStatus.NotUnderstood));
            return;
        }
        core.Take(message.Command, asker, message.Letter, services.NowMs());
        WriteNext();
    }

    void OnFollow(Follow follow)
    {
        // Who follows an entity that is leaving would be told so at once.
        if (!isStopping && hub.Follow(Sender, follow.Labels, core.Committed)) Context.Watch(Sender);
    }

    void OnFollowerGone(IActorRef follower)
    {
        if (hub.Unfollow(follower)) Context.Unwatch(follower);
    }

    void WriteNext()
    {
        if (core.TakeDraft() is not { } draft) return;
        var write = draft.ToWrite();
        if (write.Events.Count == 0)
        {
            services.Commit(write).PipeTo(Self, Self, outcome => new Committed(outcome), _ => new Committed(CommitOutcome.Unknown));
            return;
        }
        toPersist = write.Events.Count;
        PersistAllAsync(Persisted.Of(write), _ =>
        {
            if (--toPersist == 0) OnWritten();
        });
    }

    void OnCommitted(CommitOutcome outcome)
    {
        if (outcome == CommitOutcome.Committed) OnWritten();
        else EndWith(outcome == CommitOutcome.Unknown ? AskResult.Unknown : AskResult.Moved);
    }

    void OnWritten()
    {
        var brought = core.OnWritten(!hub.IsEmpty, services.NowMs());
        hub.Publish(brought.Runs);
        if (brought.WroteLetters) services.OnLetters();
        if (isStopping) EndWith(AskResult.Moved);
        else WriteNext();
    }

    // Rejected: certainly not stored.
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => EndWith(AskResult.Moved);

    // Failed: perhaps stored. Akka stops the actor after this.
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => LogWriteUnknown(services.Log, id, cause.Message);

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => LogReplayFailed(services.Log, id, reason.Message);

    void OnStop()
    {
        isStopping = true;
        hub.TellToRefollow();
        if (!core.IsWriting) EndWith(AskResult.Moved);
    }

    void EndWith(AskResult underWay)
    {
        ifEnded = underWay;
        Context.Stop(Self);
    }

    protected override void PostStop()
    {
        core.End(ifEnded);
        services.Count(-1);
        base.PostStop();
    }

    // An event that a node wrote in its last moment, after this entity had replayed, reaches followers without waiting for the next command.
    void CheckLater() =>
        Context.System.Scheduler.ScheduleTellOnce(services.Options.LateWriteCheck, Self, new Head(0), Self);

    void OnHeadRead(long seq)
    {
        if (seq == 0) services.ReadHead(id).PipeTo(Self, Self, head => new Head(Math.Max(head, 1)), _ => new Head(1));
        else if (seq > core.Committed && core.IsIdle) EndWith(AskResult.Moved);
        else if (services.IsLateWriteConceivable()) CheckLater();
    }

    void TellAll(IReadOnlyList<IActorRef> followers, object message)
    {
        foreach (var follower in followers) follower.Tell(message, Self);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Entity} could not decide on {Command}: a bug")]
    static partial void LogDecideFailed(ILogger log, Exception e, EntityId entity, string command);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entity} leaves memory, nobody knows how its last write ended: {Reason}")]
    static partial void LogWriteUnknown(ILogger log, EntityId entity, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entity} could not be replayed: {Reason}")]
    static partial void LogReplayFailed(ILogger log, EntityId entity, string reason);
}
