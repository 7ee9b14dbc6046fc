using ActorChat.Node;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Simulator.Model;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Cluster;

/// <summary>Everything that the simulated cluster shares.</summary>
public sealed class SimWorld
{
    readonly List<SimNode> nodes = [];

    /// <summary>A world from a seed.</summary>
    public SimWorld(ulong seed, FaultModel faults, int keepTrace)
    {
        Faults = faults;
        Random = new(seed);
        Timeline = new(Random.Fork());
        Trace = new(Timeline, keepTrace);
        Store = new(new PlaceClock(Timeline, null, 1));
        Mail = new(Timeline, Random.Fork(), faults, Trace);
        Cluster = new(this, Random.Fork(), faults);
    }

    /// <summary>All chance.</summary>
    public SeededRandom Random { get; }

    /// <summary>All time.</summary>
    public Timeline Timeline { get; }

    /// <summary>What happened.</summary>
    public Trace Trace { get; }

    /// <summary>The referee.</summary>
    public MemoryStore Store { get; }

    /// <summary>What goes wrong.</summary>
    public FaultModel Faults { get; }

    internal SimMail Mail { get; }

    internal SimCluster Cluster { get; }

    /// <summary>How far the calendars have gone on without time having passed.</summary>
    public TimeSpan Ahead { get; private set; }

    /// <summary>Whether no node reaches the store.</summary>
    public bool IsStoreAway { get; set; }

    /// <summary>When the last call to the store that hangs is through, also one of a node that is gone.</summary>
    public TimeSpan HangsUntil { get; private set; }

    /// <summary>Told of every write that the store has really committed.</summary>
    public Action<Write> OnCommitted { get; set; } = _ => { };

    /// <summary>The newest run of each node.</summary>
    public IReadOnlyList<SimNode> Nodes => nodes;

    /// <summary>The last number that an entity has in the store.</summary>
    public long HeadOf(EntityId entity) => Store.ReadLast(entity, default).Result;

    /// <summary>A call to the store hangs until then.</summary>
    public void NoteHang(TimeSpan until) => HangsUntil = until > HangsUntil ? until : HangsUntil;

    /// <summary>The calendars of all nodes go on by so much, as if nothing had happened for that long.</summary>
    public void JumpAhead(TimeSpan time)
    {
        Trace.Say($"{time} later");
        Ahead += time;
        foreach (var node in nodes) node.Clock.CalendarOff += time;
    }

    /// <summary>Starts a node, in the place of one of the same name if there was one.</summary>
    public SimNode StartNode(string name)
    {
        nodes.RemoveAll(node => node.Name == name);
        var node = new SimNode(name, $"{name}:1", Faults, this);
        node.Clock.CalendarOff = Ahead;
        nodes.Add(node);
        nodes.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        node.Start();
        Trace.Say($"{name} starts");
        return node;
    }
}
