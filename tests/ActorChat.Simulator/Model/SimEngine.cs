using ActorChat.Node.Clustering;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using ActorChat.Simulator.Cluster;

namespace ActorChat.Simulator.Model;

/// <summary>A node's engine: the region and the relays as they are, over the model of one actor system after the other.</summary>
sealed class SimEngine(SimNode node, SimWorld world, Region region, Relays relays) : IEngine
{
    int incarnations;

    /// <summary>The incarnation now; null between two.</summary>
    public SimSystem? Current { get; private set; }

    /// <inheritdoc/>
    public Region Region => region;

    /// <inheritdoc/>
    public Relays Relays => relays;

    /// <inheritdoc/>
    public IReadOnlyList<NodeRecord> Nodes => world.Cluster.Nodes;

    /// <summary>None: simulated stores are not restored.</summary>
    public IReadOnlyList<string> Generations => [];

    /// <inheritdoc/>
    public bool IsServing => Current is not null;

    /// <inheritdoc/>
    public string? Trouble => null;

    /// <inheritdoc/>
    public string? Limitation => null;

    /// <inheritdoc/>
    public string WhyNot() => "the node that had it is gone, another takes over";

    /// <summary>A new incarnation joins the cluster.</summary>
    public void Begin()
    {
        var system = Current = new(node, world, ++incarnations);
        region.Begin(system);
        relays.Begin(system.Keeper);
        world.Cluster.Join(system);
    }

    /// <summary>Hands everything off and leaves the cluster.</summary>
    public Task Leave() => Current is { IsMember: true } system ? world.Cluster.Leave(system) : Task.CompletedTask;

    /// <summary>Ends an incarnation, if it is the one now; another follows.</summary>
    public Action EndIncarnationOf(SimSystem system) => () =>
    {
        if (Current != system) return;
        world.Trace.Say($"{system} ends");
        Current = null;
        relays.End();
        region.End();
        system.End();
        world.Timeline.After(world.Random.UpTo(TimeSpan.FromSeconds(1)), () => node.Place.Enter(Begin));
    };
}
