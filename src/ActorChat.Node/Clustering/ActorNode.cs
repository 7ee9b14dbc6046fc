using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Serialization;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Clustering;

/// <summary>All limits and intervals of the engine.</summary>
/// <param name="Cluster">How nodes find, trust and replace each other.</param>
/// <param name="Entities">Of entities.</param>
/// <param name="Feeds">Of following.</param>
/// <param name="Asking">Of asking entities.</param>
/// <param name="Letters">Of delivering letters.</param>
public sealed record EngineOptions(
    ClusterOptions Cluster, EntityOptions Entities, FeedOptions Feeds, AskOptions Asking, LetterOptions Letters);

/// <summary>
/// One node of the cluster, put together: what asks entities and what follows feeds outlive the actor systems of the node's incarnations;
/// shard regions, relays' actors and the postman are begun anew in each.
/// </summary>
public sealed class ActorNode : IEngine, IEntities, IIncarnation, IAsyncDisposable
{
    static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(1);
    static readonly IReadOnlyDictionary<string, IReadOnlyList<int>> NoShards = new Dictionary<string, IReadOnlyList<int>>();

    readonly EngineOptions options;
    readonly IStore store;
    readonly TimeProvider time;
    readonly ILoggerFactory logs;
    readonly ICodec commands;
    readonly List<EntityServices> services;
    readonly Journal journal;
    readonly StoreHealth health;
    readonly CancellationTokenSource stopping = new();
    Task committing = Task.CompletedTask;
    readonly ClusterLife life;
    volatile ShardedEntities? entities;
    volatile bool hasCoordinators;
    long alone;
    CancellationTokenSource ended = new();

    /// <summary>Composes a node; nothing runs yet.</summary>
    public ActorNode(EngineOptions options, IReadOnlyCollection<EntityKind> kinds, IStore store, Config journalConfig, StoreHealth health,
        Journal journal, TimeProvider time, IRandom random, ILoggerFactory logs)
    {
        (this.options, this.store, this.health, this.journal, this.time, this.logs) = (options, store, health, journal, time, logs);
        commands = kinds.First().Commands;
        Region = new(options.Asking, time);
        Relays = new(kinds.ToDictionary(kind => kind.Name), store, options.Feeds, time);
        services = [.. kinds.Select(kind => ServicesOf(kind, random, logs.CreateLogger<EntityActor>()))];
        var setups = ActorSystemSetup.Create(
            new CrossingSetup(kinds.First().Questions, kinds.First().Replies), new JournalSetup(journal, store), Serializers());
        life = new(options.Cluster, store, time, random, logs, () => journalConfig, setups, [this], health);
        life.NodesChanged += OnNodesChanged;
    }

    /// <inheritdoc/>
    public Region Region { get; }

    /// <inheritdoc/>
    public Relays Relays { get; }

    /// <inheritdoc/>
    public IReadOnlyList<NodeRecord> Nodes => life.Nodes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Generations => life.Generations;

    /// <inheritdoc/>
    public bool IsServing => life.IsUp && hasCoordinators;

    /// <inheritdoc/>
    public string? Trouble => life.Trouble ?? health.Trouble ?? (hasCoordinators ? null : "it waits for the shard coordinators");

    /// <inheritdoc/>
    public string? Limitation => life.Limitation;

    /// <summary>How far starting has come, for people.</summary>
    public string Progress => life.Progress;

    /// <inheritdoc/>
    public string WhyNot() => Trouble ?? Limitation ?? "the node that had it is gone, another takes over";

    /// <summary>What there is to count: entities in memory, feeds followed, group commits, writes and events.</summary>
    public (int Entities, int Feeds, long Commits, long Writes, long Events) Counters =>
        (services.Sum(kind => kind.InMemory), Relays.Count, journal.Counters.Commits, journal.Counters.Writes, journal.Counters.Events);

    /// <summary>The shards that are on this node now, by kind; none when that can't be found out.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<int>>> ShardsHere()
    {
        try
        {
            return entities is { } now ? await now.Here(LookPatience) : NoShards;
        }
        catch (AskTimeoutException)
        {
            return NoShards;
        }
    }

    /// <summary>Joins the cluster, and begins to serve.</summary>
    /// <param name="clientAddress">What the cluster tells clients about this node.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task Start(string clientAddress, CancellationToken cancel)
    {
        committing = journal.Run(stopping.Token);
        return life.Start(clientAddress, cancel);
    }

    /// <summary>Hands everything off and leaves the cluster; then dispose.</summary>
    public Task Leave() => life.Leave();

    /// <inheritdoc/>
    public void OnStarting(ActorSystem system, string incarnation)
    {
        // Before anything is persisted.
        JournalConfig.Check(system);
        var entities = this.entities = new ShardedEntities(system, services, time);
        system.ActorOf(ActorBy.Props(() => new Undelivered()), "undelivered");
        BeginPostman(system, entities);
        Region.Begin(this);
        Relays.Begin(system, entities.RegionOf);
    }

    /// <inheritdoc/>
    public void OnUp()
    {
        Region.TellChanged();
        _ = FindCoordinators(entities!, ended.Token);
    }

    /// <inheritdoc/>
    public Task OnLeaving() => Task.CompletedTask;

    /// <inheritdoc/>
    public void OnEnded()
    {
        ended.Cancel();
        ended = new();
        (entities, hasCoordinators) = (null, false);
        Relays.End();
        Region.End();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await life.DisposeAsync();
        await stopping.CancelAsync();
        await committing;
        await store.DisposeAsync();
        stopping.Dispose();
    }

    void OnNodesChanged() => Region.TellChanged();

    async Task FindCoordinators(ShardedEntities begun, CancellationToken cancel)
    {
        try
        {
            await begun.FindCoordinators(LookPatience, cancel);
            hasCoordinators = !cancel.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The next incarnation looks anew.
        }
    }

    // What would go into the void is rather not sent: then it is certain that it was not done.
    Task<AskResult> IEntities.Ask(EntityMessage question, TimeSpan patience, CancellationToken giveUp) =>
        entities is { } now && IsServing && MayAsk ? now.Ask(question, patience, giveUp) : Task.FromResult(AskResult.Moved);

    // Who was cut off a moment ago is about to be judged by the others, or by itself: what it asked would be lost with its actor system.
    bool MayAsk
    {
        get
        {
            if (life.IsCutOff || life.IsLeaseOver) Volatile.Write(ref alone, time.GetTimestamp());
            var at = Volatile.Read(ref alone);
            return at == 0 || time.GetElapsedTime(at) > options.Cluster.HeartbeatPause + options.Cluster.StableAfter;
        }
    }

    void BeginPostman(ActorSystem system, ShardedEntities entities)
    {
        var props = ActorBy.Props(() => new Postman(store, commands, entities.Find, options.Letters, time, logs.CreateLogger<Postman>()));
        var settings = ClusterSingletonManagerSettings.Create(system);
        system.ActorOf(ClusterSingletonManager.Props(props, PoisonPill.Instance, settings), "postman");
    }

    EntityServices ServicesOf(EntityKind kind, IRandom random, ILogger log) => new(kind, options.Entities, time, random, log)
    {
        Commit = journal.Commit,
        ReadHead = id => store.ReadLast(id, CancellationToken.None),
    };

    static SerializationSetup Serializers() => SerializationSetup.Create(system =>
    [
        SerializerDetails.Create("actorchat", new NodeSerializer(system), [.. NodeSerializer.Types]),
    ]);
}
