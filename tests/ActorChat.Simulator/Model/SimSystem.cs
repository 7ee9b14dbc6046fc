using ActorChat.Node;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Stores;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Model;

/// <summary>
/// One incarnation of a node in the cluster, as one actor system: it begins, joins, is a member, and ends; the node's process may go on
/// without it.
/// </summary>
sealed class SimSystem : IEntities
{
    readonly Dictionary<string, EntityServices> services;
    readonly HashSet<SimAsker> askers = [];
    readonly int incarnation;

    public SimSystem(SimNode node, SimWorld world, int incarnation)
    {
        (Node, World, this.incarnation) = (node, world, incarnation);
        Journal = new(this, SimNode.CommitTimeout);
        Shards = new(this);
        Keeper = new(this, SimNode.Feeds, node.Engine.Relays.Drop);
        services = node.Kinds.ToDictionary(
            kind => kind.Name, kind => new EntityServices(kind, SimNode.Entities, node.Clock, node.Random, node.Logs)
        {
            Commit = _ => throw new NotSupportedException("The model of the actor commits."),
            ReadHead = ReadHead,
        });
    }

    /// <summary>The node.</summary>
    public SimNode Node { get; }

    /// <summary>The world.</summary>
    public SimWorld World { get; }

    /// <summary>The process.</summary>
    public Place Place => Node.Place;

    /// <summary>Region and shards.</summary>
    public SimShards Shards { get; }

    /// <summary>The journal.</summary>
    public SimJournal Journal { get; }

    /// <summary>The relays' actors.</summary>
    public SimKeeper Keeper { get; }

    /// <summary>The postman, if it is here.</summary>
    public SimPostman? Postman { get; private set; }

    /// <summary>Those of its actors that were ever watched.</summary>
    public HashSet<SimActor> Watched { get; } = [];

    /// <summary>Whether anything goes on in it.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Whether the cluster has it among its members.</summary>
    public bool IsMember { get; set; }

    /// <summary>Whether it gets no shards any more.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Whether it woke up later than the failure detector allows: it commits nothing more.</summary>
    public bool HasSlept { get; set; }

    /// <summary>What the entities of a kind use.</summary>
    public EntityServices ServicesOf(string kind) => services[kind];

    /// <inheritdoc/>
    public Task<AskResult> Ask(EntityMessage question, TimeSpan patience, CancellationToken giveUp)
    {
        var asker = new SimAsker(this, patience, giveUp);
        if (!IsRunning) asker.Die();
        else Shards.Forward(question, asker);
        return asker.Answer;
    }

    /// <summary>A message has found nobody. Whoever asks is told that nothing was done.</summary>
    public void OnDeadLetter(object message, SimActor sender)
    {
        if (IsRunning && message is EntityMessage { Letter: null }) World.Mail.Send(Shards, sender, AskResult.Moved);
    }

    /// <summary>Does something that takes its time; what it throws is a bug.</summary>
    public async void Run(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e)
        {
            Place.Fail(e);
        }
    }

    /// <summary>The postman is here from now on.</summary>
    public void StartPostman()
    {
        if (IsRunning && Postman is not { IsAlive: true }) Postman = new(this, SimNode.Letters, Node.Kinds[0].Commands);
    }

    /// <summary>All actors end; whoever waits is told.</summary>
    public void End()
    {
        if (!IsRunning) return;
        Shards.End();
        Keeper.End();
        Postman?.Die();
        IsRunning = false;
        foreach (var asker in askers.ToList()) asker.Die();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Node.Name}.{incarnation}";

    // The deliberate bug: nobody looks whether a late write has come about.
    Task<long> ReadHead(EntityId id) =>
        World.Faults.Mutation == Mutation.SleepersEventStaysUnseen ? Task.FromResult(0L) : Node.Store.ReadLast(id, default);

    // The temporary actor of one question.
    sealed class SimAsker : SimActor
    {
        readonly TaskCompletionSource<AskResult> answer = Completion.Source<AskResult>();
        readonly ITimer timer;
        readonly CancellationTokenRegistration givingUp;

        public SimAsker(SimSystem system, TimeSpan patience, CancellationToken giveUp) : base(system, "asker")
        {
            system.askers.Add(this);
            timer = system.Node.Clock.CreateTimer(_ => End(AskResult.Unknown), null, patience, Timeout.InfiniteTimeSpan);
            givingUp = giveUp.Register(Die);
        }

        public Task<AskResult> Answer => answer.Task;

        public override void Die() => End(AskResult.Unknown);

        protected override void Receive(object message, SimActor sender)
        {
            if (message is AskResult result) End(result);
        }

        void End(AskResult result)
        {
            if (!IsAlive) return;
            base.Die();
            timer.Dispose();
            givingUp.Unregister();
            System.askers.Remove(this);
            answer.TrySetResult(result);
        }
    }
}
