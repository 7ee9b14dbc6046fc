using Akka.Actor;
using Akka.Cluster.Sharding;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;

namespace ActorChat.Node.Clustering;

/// <summary>The shard regions of a node's actor system, one a kind.</summary>
public sealed class ShardedEntities : IEntities
{
    readonly Dictionary<string, IActorRef> regions = [];
    readonly Askers askers;

    /// <summary>Starts the regions.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="services">Of each kind.</param>
    /// <param name="time">For the patience of those who ask.</param>
    public ShardedEntities(ActorSystem system, IReadOnlyCollection<EntityServices> services, TimeProvider time)
    {
        askers = new(system, time);
        var sharding = ClusterSharding.Get(system);
        var settings = ClusterShardingSettings.Create(system);
        foreach (var one in services)
        {
            var kind = one.Kind.Name;
            regions[kind] = sharding.Start(
                kind, name => ActorBy.Props(() => new EntityActor(new(kind, name), one, Find)), settings,
                EntityExtractor.Instance, sharding.DefaultShardAllocationStrategy(settings), StopEntity.Instance);
        }
    }

    /// <summary>The region of a kind.</summary>
    public IActorRef RegionOf(string kind) => regions[kind];

    /// <summary>Ends when each region has heard from its coordinator: from then on entities answer.</summary>
    /// <param name="patience">For one question; it is asked again until there is an answer.</param>
    /// <param name="cancel">The actor system has ended.</param>
    public async Task FindCoordinators(TimeSpan patience, CancellationToken cancel)
    {
        foreach (var region in regions.Values)
        {
            while (!await HasCoordinator(region, patience)) cancel.ThrowIfCancellationRequested();
        }
    }

    // Without a coordinator the question waits in the region, and what is asked in vain is dropped.
    static async Task<bool> HasCoordinator(IActorRef region, TimeSpan patience)
    {
        try
        {
            await region.Ask<ClusterShardingStats>(new GetClusterShardingStats(patience), patience);
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }

    /// <summary>The shards that are on this node now, by kind.</summary>
    /// <exception cref="AskTimeoutException">A region does not answer in time.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<int>>> Here(TimeSpan timeout)
    {
        var here = new Dictionary<string, IReadOnlyList<int>>();
        foreach (var (kind, region) in regions)
        {
            var state = await region.Ask<CurrentShardRegionState>(GetShardRegionState.Instance, timeout);
            here[kind] = [.. state.Shards.Select(shard => int.Parse(shard.ShardId, System.Globalization.CultureInfo.InvariantCulture))
                .Order()];
        }
        return here;
    }

    /// <inheritdoc/>
    public Task<AskResult> Ask(EntityMessage question, TimeSpan patience, CancellationToken giveUp) =>
        askers.Ask(RegionOf(question.To.Kind), question, patience, giveUp);

    /// <summary>The region of a kind; null for one that this version does not know.</summary>
    public IActorRef? Find(string kind) => regions.GetValueOrDefault(kind);
}

/// <summary>Which entity a message is for, and which shard the entity belongs to: the same on every node, for ever.</summary>
sealed class EntityExtractor : IMessageExtractor
{
    // Numbers as strings, made once.
    static readonly string[] ShardIds = [.. Enumerable.Range(0, Shards.Count).Select(
        shard => shard.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    public static EntityExtractor Instance { get; } = new();

    public string? EntityId(object message) => (message as IToEntity)?.To.Name;

    public object? EntityMessage(object message) => message;

    public string? ShardId(object message) => message is IToEntity { To: var to } ? ShardIds[Shards.Of(to, Shards.Count)] : null;

    public string ShardId(string entityId, object? messageHint = null) =>
        messageHint is IToEntity { To: var to } ? ShardIds[Shards.Of(to, Shards.Count)]
            : throw new ArgumentException($"{entityId} comes without its message", nameof(messageHint));
}
