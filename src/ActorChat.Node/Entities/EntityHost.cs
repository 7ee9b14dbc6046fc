using System.Collections.Concurrent;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Feeds;
using ActorChat.Node.Journals;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Entities;

/// <summary>
/// The entities of this node: which shards are open here, and who is in memory. What comes for a shard that is not open is
/// answered "moved". An entity that was made in the moment its shard closed does no harm: it asks for its right in every turn,
/// and the store checks its epoch in every commit.
/// </summary>
public sealed class EntityHost : IDisposable
{
    readonly ActorOptions options;
    readonly IReadOnlyDictionary<string, EntityKind> kinds;
    readonly TimeProvider time;
    readonly NodeLease lease;
    readonly IFeedOutlet outlet;
    readonly EntityServices services;
    readonly CancellationTokenSource stopping = new();
    readonly OpenShard?[] open;
    readonly ConcurrentDictionary<EntityId, Entity> entities = new();
    readonly ConcurrentDictionary<EntityId, Hub> hubs = new();

    /// <summary>Composes the host; nothing is open yet.</summary>
    public EntityHost(
        ActorOptions options, IReadOnlyDictionary<string, EntityKind> kinds, IJournalStore store, Journal journal, NodeLease lease,
        IFeedOutlet outlet, TimeProvider time, IRandom random, IDispatcher dispatcher, ILogger<EntityHost> log)
    {
        (this.options, this.kinds, this.time, this.lease, this.outlet) = (options, kinds, time, lease, outlet);
        open = new OpenShard?[options.ShardCount];
        services = new(options, kinds, time, random, dispatcher, journal, new(store, options), log, stopping.Token)
        {
            MayServe = claim => lease.IsValid && open[claim.Shard]?.Claim == claim,
            Forget = Forget,
            HubOf = HubOf,
            FindHub = FindHub,
            OnFenced = claim => Fenced?.Invoke(claim),
            OnUnknown = Distrust,
            OnLetter = letter => LetterCommitted?.Invoke(letter),
        };
    }

    // A reference, so that it is read whole.
    sealed record OpenShard(ShardClaim Claim);

    /// <summary>The store has refused a claim: somebody else owns the shard.</summary>
    public event Action<ShardClaim>? Fenced;

    /// <summary>Nobody knows how a commit under this claim ended, and its shard is closed here: it needs a new epoch.</summary>
    public event Action<ShardClaim>? Distrusted;

    /// <summary>A letter was committed here.</summary>
    public event Action<NewLetter>? LetterCommitted;

    /// <summary>Entities in memory.</summary>
    public int Count => entities.Count;

    /// <summary>Whether there are more than should be.</summary>
    public bool IsOverfull => entities.Count > options.MaxEntities;

    /// <summary>Open shards.</summary>
    public IReadOnlyList<int> OpenShards => [.. Enumerable.Range(0, open.Length).Where(shard => open[shard] is not null)];

    /// <summary>Serves shards from now on; those that it did not serve already. Who follows their feeds has to do so anew.</summary>
    public IReadOnlyList<ShardClaim> Open(IReadOnlyCollection<ShardClaim> claims)
    {
        var opened = claims.Where(claim => open[claim.Shard]?.Claim != claim).ToList();
        if (opened.Count == 0) return [];
        // A turn may have counted a follower in while the shard closed.
        ForgetHubs([.. opened.Select(claim => claim.Shard)]);
        foreach (var claim in opened) open[claim.Shard] = new(claim);
        return opened;
    }

    /// <summary>Serves these shards no more; ends when their entities have finished what was under way.</summary>
    public Task Close(IReadOnlyCollection<int> shards)
    {
        foreach (var shard in shards) open[shard] = null;
        var closing = shards.ToHashSet();
        var halting = new List<Task>();
        foreach (var entity in entities.Values)
        {
            if (!closing.Contains(entity.Claim.Shard)) continue;
            entity.Stop();
            halting.Add(entity.Stopped);
        }
        ForgetHubs(closing);
        return Task.WhenAll(halting);
    }

    /// <summary>Puts an envelope into the mailbox of its entity, which is made if it is not in memory.</summary>
    public void Deliver(EntityId to, Envelope envelope)
    {
        if (!kinds.TryGetValue(to.Kind, out var kind))
        {
            if (envelope.TryTake()) envelope.End(new(AskStatus.Failed));
            return;
        }
        while (true)
        {
            if (open[Shards.Of(to, options.ShardCount)] is not { Claim: var claim } || !lease.IsValid)
            {
                if (envelope.TryTake()) envelope.End(new(AskStatus.Moved));
                return;
            }
            var entity = entities.GetOrAdd(to, static (id, made) => new Entity(id, made.kind, made.claim, made.services), (kind, claim, services));
            if (entity.TryPost(envelope)) return;
            Forget(entity);
        }
    }

    /// <summary>The owner's side of a feed, if somebody follows it here.</summary>
    public Hub? FindHub(EntityId feed) => hubs.GetValueOrDefault(feed);

    /// <summary>Drops followers on nodes that do not live any more.</summary>
    public void RetainFollowers(Func<string, bool> isAlive)
    {
        foreach (var hub in hubs.Values) hub.Retain(isAlive);
    }

    /// <summary>Lets idle entities leave memory: those idle for too long, and the longest idle beyond the greatest number.</summary>
    public void Sweep()
    {
        var idle = entities.Values
            .Select(entity => (Entity: entity, For: time.GetElapsedTime(entity.LastActive)))
            .OrderByDescending(one => one.For).ToList();
        var over = entities.Count - options.MaxEntities;
        for (var i = 0; i < idle.Count && (i < over || idle[i].For >= options.PassivateAfter); i++) idle[i].Entity.Passivate();
        foreach (var (id, hub) in hubs)
        {
            if (hub.IsEmpty && !entities.ContainsKey(id)) hubs.TryRemove(new(id, hub));
        }
    }

    /// <summary>Stops replays that wait for the store.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    void Distrust(ShardClaim claim)
    {
        if (open[claim.Shard]?.Claim == claim) open[claim.Shard] = null;
        Distrusted?.Invoke(claim);
    }

    Hub HubOf(EntityId feed) => hubs.GetOrAdd(feed, static (id, host) => new Hub(id, host.outlet, host.options.MaxLabels), this);

    void ForgetHubs(HashSet<int> shards)
    {
        // Without a copy: there may be as many as users.
        foreach (var (id, _) in hubs)
        {
            if (shards.Contains(Shards.Of(id, options.ShardCount))) hubs.TryRemove(id, out _);
        }
    }

    void Forget(Entity entity) => entities.TryRemove(new(entity.Id, entity));
}
