using ActorChat.Node;
using ActorChat.Node.Entities;
using ActorChat.Node.Stores;

namespace ActorChat.Simulator.Model;

/// <summary>
/// The model of an entity's actor: it replays, stashes meanwhile, and is for <see cref="EntityLife{TRef}"/> what the persistent actor is.
/// </summary>
sealed class SimEntity : SimActor, IEntityShell<SimActor>
{
    const int ReplayPage = 20;

    readonly EntityId id;
    readonly EntityServices services;
    readonly EntityLife<SimActor> life;
    readonly Queue<(object Message, SimActor Sender)> stash = [];
    bool hasReplayed, isToStop;
    ITimer? headCheck;
    int lastMessage, stashed;

    public SimEntity(SimSystem system, EntityId id) : base(system, id.ToString())
    {
        (this.id, services) = (id, system.ServicesOf(id.Kind));
        life = new(id, services, this);
        system.Place.Post(() => system.Run(Replay));
    }

    /// <summary>Which entity.</summary>
    public EntityId Id => id;

    sealed record Written(CommitOutcome Outcome, bool HasEvents);

    sealed record Head(long? Seq);

    /// <inheritdoc/>
    public override void Die()
    {
        if (!IsAlive) return;
        base.Die();
        life.End();
        while (stash.TryDequeue(out var waiting)) System.OnDeadLetter(waiting.Message, waiting.Sender);
        System.Shards.OnEntityEnded(this);
    }

    /// <inheritdoc/>
    protected override void Receive(object message, SimActor sender)
    {
        if (hasReplayed) Handle(message, sender);
        else if (message is not IToEntity || ++stashed <= services.Options.MaxWaiting) stash.Enqueue((message, sender));
        else if (message is EntityMessage { Letter: null }) System.World.Mail.Send(this, sender, AskResult.Overloaded);
    }

    async Task Replay()
    {
        try
        {
            await System.Journal.Quiet(id);
            if (!await ReplayFrom(System.Node.Store)) return;
        }
        // The latter when another has purged meanwhile.
        catch (Exception e) when (e is StoreUnavailableException or InvalidDataException)
        {
            System.World.Trace.Say($"{this} could not be replayed: {e.Message}");
            Die();
            return;
        }
        hasReplayed = true;
        AwaitMessages();
        while (IsAlive && stash.TryDequeue(out var waiting)) Handle(waiting.Message, waiting.Sender);
    }

    // Whether there is still somebody to replay for.
    async Task<bool> ReplayFrom(IJournalStore store)
    {
        var snapshot = await store.ReadSnapshot(id, default);
        if (snapshot is not null) life.Core.Restore(snapshot.Seq, snapshot.Body);
        IReadOnlyList<StoredEvent> page;
        do
        {
            page = await store.ReadForward(id, life.Core.Committed, ReplayPage, default);
            foreach (var stored in page) life.Core.Replay(stored.Seq, stored.At, stored.Body);
        }
        while (IsAlive && page.Count == ReplayPage);
        return IsAlive;
    }

    void Handle(object message, SimActor sender)
    {
        lastMessage++;
        switch (message)
        {
            case Ended ended: life.OnFollowerEnded(ended.Actor); break;
            case Head head: life.OnHeadRead(head.Seq); break;
            case Written { HasEvents: false } written: life.OnCommitted(written.Outcome); break;
            case Written { Outcome: CommitOutcome.Committed }: life.OnWritten(); break;
            case Written { Outcome: CommitOutcome.Unknown }: isToStop = true; break;
            case Written: OnRejected(); break;
            default: life.Receive(message, sender); break;
        }
        if (isToStop) Die();
    }

    void OnRejected()
    {
        // The deliberate bug: whoever waits is told, and the state stays.
        if (System.World.Faults.Mutation == Mutation.RejectionKeepsTheProvisionalState) life.Core.End(AskResult.Moved);
        else life.OnRejected();
    }

    void AwaitMessages()
    {
        var seen = lastMessage;
        System.Node.Clock.CreateTimer(_ =>
        {
            if (!IsAlive) return;
            if (seen == lastMessage) life.OnIdle();
            AwaitMessages();
        }, null, services.Patience, Timeout.InfiniteTimeSpan);
    }

    void IEntityShell<SimActor>.Persist(Write write) => Commit(write, hasEvents: true);

    void IEntityShell<SimActor>.Commit(Write write) => Commit(write, hasEvents: false);

    void Commit(Write write, bool hasEvents)
    {
        if (System.World.Faults.Mutation == Mutation.ReplyBeforePersist)
        {
            TellSelf(new Written(CommitOutcome.Committed, hasEvents));
            System.Journal.Append(write, _ => { });
            return;
        }
        System.Journal.Append(write, outcome => TellSelf(new Written(outcome, hasEvents)));
    }

    void IEntityShell<SimActor>.Send(EntityMessage letter) => System.Shards.Forward(letter, this);

    void IEntityShell<SimActor>.Tell(SimActor to, object message) => System.World.Mail.Send(this, to, message);

    void IEntityShell<SimActor>.Watch(SimActor follower) => Watch(follower);

    void IEntityShell<SimActor>.Unwatch(SimActor follower) => Unwatch(follower);

    void IEntityShell<SimActor>.CheckHeadIn(TimeSpan delay)
    {
        headCheck?.Dispose();
        headCheck = System.Node.Clock.CreateTimer(_ => System.Run(ReadHead), null, delay, Timeout.InfiniteTimeSpan);
    }

    async Task ReadHead()
    {
        if (!IsAlive || !life.MayCheckHead) return;
        try
        {
            TellSelf(new Head(await services.ReadHead(id)));
        }
        catch (StoreUnavailableException)
        {
            TellSelf(new Head(null));
        }
    }

    void IEntityShell<SimActor>.Passivate() => System.Shards.Passivate(this);

    void IEntityShell<SimActor>.Stop() => isToStop = true;
}
