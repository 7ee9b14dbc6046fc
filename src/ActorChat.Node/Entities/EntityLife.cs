using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Entities;

/// <summary>
/// One stay of an entity in memory: its core, its hub, and how it comes and goes. One write is under way at a time; the core gathers the
/// next. When a write fails, is rejected, or its outcome is unknown, the stay ends, as the provisional state must: the next message begins
/// another, which replays. The hub ends with it, so that followers are never with a hub whose entity lives elsewhere.
/// </summary>
/// <typeparam name="TRef">What stands for an actor.</typeparam>
public sealed partial class EntityLife<TRef> where TRef : notnull
{
    // What comes about late mostly does so soon; and still nothing stays unseen.
    static readonly TimeSpan RarestHeadCheck = TimeSpan.FromMinutes(5);

    readonly EntityId id;
    readonly EntityServices services;
    readonly IEntityShell<TRef> shell;
    readonly EntityCore core;
    readonly HubCore<TRef> hub;
    TimeSpan untilHeadCheck;
    bool isStopping;

    // How the write under way ended, when it is not simply done: until then nobody knows.
    AskResult ifEnded = AskResult.Unknown;

    /// <summary>Begins; what stands in the journal comes next, into <see cref="Core"/>.</summary>
    public EntityLife(EntityId id, EntityServices services, IEntityShell<TRef> shell)
    {
        (this.id, this.services, this.shell) = (id, services, shell);
        core = new(id, services.Kind, services.Options, services.Random,
            (bug, command) => LogDecideFailed(services.Log, bug, id, command.GetType().Name));
        hub = new(services.Options.MaxLabels, TellAll);
        services.Count(1);
    }

    /// <summary>For the replay.</summary>
    public EntityCore Core => core;

    /// <summary>A message for the entity came.</summary>
    public void Receive(object message, TRef sender)
    {
        switch (message)
        {
            case EntityMessage asked: Take(asked, sender); break;
            case Follow follow: OnFollow(follow, sender); break;
            case Relabel labels when !hub.Relabel(sender, labels.Added, labels.Removed): shell.Tell(sender, Refollow.Instance); break;
            case CheckHead check when !hub.Check(sender, check, core.Committed): shell.Tell(sender, Refollow.Instance); break;
            case Unfollow when hub.Unfollow(sender): shell.Unwatch(sender); break;
            case SignalFeed signal: hub.Signal(signal.Frame); break;
            case StopEntity: OnStop(); break;
        }
    }

    /// <summary>A follower that was watched has ended.</summary>
    public void OnFollowerEnded(TRef follower) => hub.Unfollow(follower);

    /// <summary>Nothing came for a while.</summary>
    public void OnIdle()
    {
        if (core.IsIdle && hub.IsEmpty) shell.Passivate();
    }

    /// <summary>What was to be persisted is in the journal.</summary>
    public void OnWritten()
    {
        var now = services.NowMs();
        var brought = core.OnWritten(!hub.IsEmpty, now);
        foreach (var letter in brought.Letters) shell.Send(letter);
        hub.Publish(brought.Runs);
        core.Answer(now);
        if (isStopping) EndWith(AskResult.Moved);
        else WriteNext();
    }

    /// <summary>What was to be persisted was refused: it is certainly not in the journal.</summary>
    public void OnRejected() => EndWith(AskResult.Moved);

    /// <summary>A commit without events has ended.</summary>
    public void OnCommitted(CommitOutcome outcome)
    {
        if (outcome == CommitOutcome.Committed) OnWritten();
        else EndWith(outcome == CommitOutcome.Unknown ? AskResult.Unknown : AskResult.Moved);
    }

    /// <summary>
    /// It is time to compare heads: whether the journal's highest number is to be read. Not for an entity that nobody sees.
    /// </summary>
    public bool MayCheckHead => !hub.IsEmpty;

    /// <summary>
    /// The journal's highest number; null when it could not be read. An event that another node wrote in its last moment, or whose outcome
    /// it had given up when the entity moved, may come about after this entity has replayed: so it reaches followers without waiting for
    /// the next command. Who took over can't know whether that is conceivable; so every entity that is followed looks, less and less often.
    /// </summary>
    public void OnHeadRead(long? head)
    {
        if (head > core.Committed && core.IsIdle) EndWith(AskResult.Moved);
        else CheckHeadLater();
    }

    /// <summary>The actor has ended: whoever waits is told.</summary>
    public void End()
    {
        core.End(ifEnded);
        services.Count(-1);
    }

    void Take(EntityMessage message, TRef sender)
    {
        IAsker? asker = message.Letter is null ? new Asker(shell, sender) : null;
        if (isStopping || message.Command is NotUnderstood)
        {
            asker?.End(isStopping ? AskResult.Moved : new(AskStatus.NotUnderstood));
            return;
        }
        core.Take(message.Command, asker, message.Letter, services.NowMs());
        WriteNext();
    }

    void OnFollow(Follow follow, TRef sender)
    {
        // Who follows an entity that is leaving would be told so at once.
        if (isStopping) return;
        var isFirst = hub.IsEmpty;
        if (hub.Follow(sender, follow.Labels, core.Committed)) shell.Watch(sender);
        if (!isFirst) return;
        untilHeadCheck = services.Options.LateWriteCheck;
        CheckHeadLater();
    }

    void CheckHeadLater()
    {
        shell.CheckHeadIn(untilHeadCheck);
        untilHeadCheck = untilHeadCheck * 2 < RarestHeadCheck ? untilHeadCheck * 2 : RarestHeadCheck;
    }

    void WriteNext()
    {
        if (core.TakeDraft() is not { } draft) return;
        var write = draft.ToWrite();
        if (write.Events.Count == 0) shell.Commit(write);
        else shell.Persist(write);
    }

    void OnStop()
    {
        isStopping = true;
        hub.TellToRefollow();
        if (!core.IsWriting) EndWith(AskResult.Moved);
    }

    void EndWith(AskResult underWay)
    {
        ifEnded = underWay;
        shell.Stop();
    }

    void TellAll(IReadOnlyList<TRef> followers, object message)
    {
        foreach (var follower in followers) shell.Tell(follower, message);
    }

    // An asker who is an actor.
    sealed class Asker(IEntityShell<TRef> shell, TRef who) : IAsker
    {
        public void End(AskResult result) => shell.Tell(who, result);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Entity} could not decide on {Command}: a bug")]
    static partial void LogDecideFailed(ILogger log, Exception e, EntityId entity, string command);
}
