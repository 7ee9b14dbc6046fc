using ActorChat.Node;
using ActorChat.Node.Entities;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Model;

/// <summary>
/// The model of a node's shard region and its shards. It routes by what it knows of homes, which may be outdated; what has no home waits,
/// boundedly. What waits for a shard that is handed off here is lost, as with Akka. An entity that passivates gets what came meanwhile
/// when it is back.
/// </summary>
sealed class SimShards(SimSystem system) : SimActor(system, "region")
{
    /// <summary>How many shards there are.</summary>
    public const int Count = 16;

    const int MaxBuffered = 200;
    static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(500);

    readonly Dictionary<int, SimSystem> homes = [];
    readonly Dictionary<int, Queue<Forwarded>> buffered = [];
    readonly HashSet<int> hosted = [];
    readonly Dictionary<int, Action> handingOff = [];
    readonly Dictionary<EntityId, SimEntity> entities = [];
    readonly Dictionary<EntityId, Queue<Forwarded>> passivating = [];

    sealed record Forwarded(IToEntity Message, SimActor Sender);

    /// <summary>The shard of an entity.</summary>
    public static int Of(EntityId entity) => Shards.Of(entity, Count);

    /// <summary>The shards that are here, or believe to be.</summary>
    public IReadOnlyCollection<int> Hosted => hosted;

    /// <summary>Entities in memory.</summary>
    public IReadOnlyCollection<SimEntity> Entities => entities.Values;

    /// <summary>Sends to an entity, wherever it is.</summary>
    public void Forward(IToEntity message, SimActor sender) => System.World.Mail.Send(sender, this, new Forwarded(message, sender));

    /// <summary>A shard is here from now on.</summary>
    public void Host(int shard)
    {
        if (System.IsRunning) hosted.Add(shard);
    }

    /// <summary>A shard is about to move: its home is not known any more.</summary>
    public void BeginHandOff(int shard)
    {
        if (!hosted.Contains(shard)) homes.Remove(shard);
    }

    /// <summary>A shard leaves: its entities end, and then <paramref name="done"/>.</summary>
    public void HandOff(int shard, Action done)
    {
        homes.Remove(shard);
        buffered.Remove(shard);
        if (!hosted.Remove(shard))
        {
            done();
            return;
        }
        handingOff[shard] = done;
        foreach (var entity in entities.Values.Where(entity => Of(entity.Id) == shard))
        {
            System.World.Mail.Send(this, entity, StopEntity.Instance);
        }
        EndHandOffIfEmpty(shard);
    }

    /// <summary>Where a shard is.</summary>
    public void OnHome(int shard, SimSystem home)
    {
        // A region that is gone is watched in vain, and forgotten at once.
        if (!home.IsMember) return;
        homes[shard] = home;
        if (!buffered.Remove(shard, out var waiting)) return;
        foreach (var one in waiting) Route(one);
    }

    /// <summary>A node is gone: nothing is there any more.</summary>
    public void Forget(SimSystem gone)
    {
        foreach (var shard in homes.Where(home => home.Value == gone).Select(home => home.Key).ToList()) homes.Remove(shard);
    }

    /// <summary>An entity wants to leave memory, or is made to.</summary>
    public void Passivate(SimEntity entity)
    {
        if (!entity.IsAlive || !passivating.TryAdd(entity.Id, [])) return;
        System.World.Mail.Send(this, entity, StopEntity.Instance);
    }

    /// <summary>An entity has ended; the shard learns it a moment later, and what comes meanwhile finds the dead.</summary>
    public void OnEntityEnded(SimEntity entity) => System.Place.Post(() =>
    {
        if (!System.IsRunning || entities.GetValueOrDefault(entity.Id) != entity) return;
        entities.Remove(entity.Id);
        EndHandOffIfEmpty(Of(entity.Id));
        if (!passivating.Remove(entity.Id, out var waiting)) return;
        foreach (var one in waiting) Route(one);
    });

    /// <summary>The actor system ends.</summary>
    public void End()
    {
        foreach (var entity in entities.Values.ToList()) entity.Die();
        entities.Clear();
        hosted.Clear();
        Die();
    }

    /// <inheritdoc/>
    protected override void Receive(object message, SimActor sender)
    {
        if (message is Forwarded one) Route(one);
    }

    void Route(Forwarded one)
    {
        var shard = Of(one.Message.To);
        if (handingOff.ContainsKey(shard)) System.OnDeadLetter(one.Message, one.Sender);
        else if (hosted.Contains(shard)) Deliver(one);
        else if (homes.TryGetValue(shard, out var home) && home != System) System.World.Mail.Send(this, home.Shards, one);
        else Buffer(shard, one);
    }

    void Buffer(int shard, Forwarded one)
    {
        if (!buffered.TryGetValue(shard, out var waiting))
        {
            buffered[shard] = waiting = [];
            Seek(shard, waiting);
        }
        if (waiting.Count < MaxBuffered) waiting.Enqueue(one);
        else System.OnDeadLetter(one.Message, one.Sender);
    }

    // Until there is an answer.
    void Seek(int shard, Queue<Forwarded> waiting)
    {
        if (!System.IsRunning || buffered.GetValueOrDefault(shard) != waiting) return;
        System.World.Cluster.Seek(shard, System);
        System.Node.Clock.CreateTimer(_ => Seek(shard, waiting), null, AskAgain, Timeout.InfiniteTimeSpan);
    }

    void Deliver(Forwarded one)
    {
        var id = one.Message.To;
        if (passivating.TryGetValue(id, out var waiting))
        {
            if (waiting.Count < MaxBuffered) waiting.Enqueue(one);
            else System.OnDeadLetter(one.Message, one.Sender);
            return;
        }
        if (!entities.TryGetValue(id, out var entity)) entities[id] = entity = new(System, id);
        System.World.Mail.Send(this, entity, one.Message, one.Sender);
    }

    void EndHandOffIfEmpty(int shard)
    {
        if (entities.Keys.Any(id => Of(id) == shard) || !handingOff.Remove(shard, out var done)) return;
        done();
    }

    /// <summary>Makes some entity leave memory.</summary>
    public void PassivateOne(SeededRandom random, Trace trace)
    {
        if (!System.IsRunning || entities.Count == 0) return;
        var entity = entities.Values.ElementAt(random.Below(entities.Count));
        trace.Fault("entity passivates", $"{entity}");
        Passivate(entity);
    }
}
