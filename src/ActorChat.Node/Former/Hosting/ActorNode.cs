using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Journals;
using ActorChat.Node.Former.Links;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Former.Hosting;

/// <summary>The seams of a node: production hands in the real ones, a simulation its own.</summary>
/// <param name="Store">The referee.</param>
/// <param name="Network">The way to other nodes.</param>
/// <param name="Time">All clocks and timers.</param>
/// <param name="Random">All randomness.</param>
/// <param name="Dispatcher">Where turns run.</param>
/// <param name="Logs">Where logs go.</param>
public sealed record Seams(IStore Store, INetwork Network, TimeProvider Time, IRandom Random, IDispatcher Dispatcher, ILoggerFactory Logs);

/// <summary>One node of an actor cluster: entities, region, relays, letters, links and membership, put together.</summary>
public sealed partial class ActorNode : IMembershipEvents, IAsyncDisposable
{
    static readonly TimeSpan OverfullCheck = TimeSpan.FromSeconds(1);

    readonly ActorOptions options;
    readonly Seams seams;
    readonly ILogger log;
    readonly ClusterView view = new();
    readonly NodeLease lease;
    readonly StoreHealth health;
    readonly Pulse pulse;
    readonly Switchboard switchboard;
    readonly EntityHost host;
    readonly Journal journal;
    readonly Postman postman;
    readonly Membership membership;
    readonly CancellationTokenSource stopping = new();
    Task running = Task.CompletedTask;

    /// <summary>Composes a node; nothing runs yet.</summary>
    public ActorNode(ActorOptions options, IReadOnlyCollection<EntityKind> kinds, Seams seams)
    {
        (this.options, this.seams) = (options, seams);
        var (store, network, time, random, dispatcher, logs) = seams;
        var byName = kinds.ToDictionary(kind => kind.Name);
        log = logs.CreateLogger<ActorNode>();
        lease = new(time);
        health = new(options.StorePatience, time);
        pulse = new(network, options, time, log);
        journal = new(store, health, options, time, logs.CreateLogger<Journal>());
        switchboard = new(network, pulse, view, options, byName, time, log)
        {
            Host = () => host!,
            Relays = () => Relays!,
            LettersWaiting = () => postman!.Hint(),
            ClusterChanged = () => membership!.Hint(),
        };
        host = new(options, byName, store, journal, lease, switchboard, time, random, dispatcher, logs.CreateLogger<EntityHost>());
        postman = new(store, host, byName, options, time, logs.CreateLogger<Postman>());
        membership = new(store, health, view, lease, this, options, time, random, logs.CreateLogger<Membership>());
        Region = new(view, host, byName, switchboard, options, time);
        Relays = new(byName, store, switchboard, options, time);
        host.LetterCommitted += switchboard.OnLetter;
        host.Fenced += _ => membership.Hint();
        host.Distrusted += membership.Distrust;
        Region.Stale += membership.Hint;
    }

    /// <summary>Asks entities.</summary>
    public Region Region { get; }

    /// <summary>Follows feeds.</summary>
    public Relays Relays { get; }

    /// <summary>The live nodes, as this one last saw them.</summary>
    public IReadOnlyList<NodeRecord> Nodes => view.Nodes;

    /// <summary>Whether this node serves and the whole cluster has settled: every shard is where it should be.</summary>
    public bool IsSettled => membership.IsSettled;

    /// <summary>The name of this run of the node.</summary>
    public string Incarnation => membership.Incarnation;

    /// <summary>The shards that it serves now, by its own clock.</summary>
    public IReadOnlyList<int> Serving => lease.IsValid ? host.OpenShards : [];

    /// <summary>Why this node does not serve, or not well, for people; null when it does.</summary>
    public string? Trouble => membership.Trouble ?? (lease.IsValid ? health.Trouble ?? Isolation : $"its lease has run out{(health.Trouble is { } why ? $": {why}" : "")}");

    /// <summary>What can't be used through this node though it serves, for people; null when all can.</summary>
    public string? Limitation => Unreachable is { Count: > 0 } silent ? $"{NamesOf(silent)} can't be reached from {options.Name}: rooms there wait" : null;

    /// <summary>Why an entity can't be asked through this node just now, for people.</summary>
    public string WhyNot(EntityId entity)
    {
        if (Trouble is { } trouble) return trouble;
        if (view.OwnerOf(Shards.Of(entity, options.ShardCount)) is not { } owner) return "the node that had it is gone, another takes over";
        return pulse.Reaches(owner.Incarnation) ? "its owner is being replaced" : $"{owner.Name}, which has it, can't be reached from {options.Name}";
    }

    /// <summary>How far starting has come, for people.</summary>
    public string Progress => view.Nodes.Count == 0 ? "joining the cluster" : $"{view.CountOwnedBy(membership.Incarnation)} of {options.ShardCount} shards here, {view.Nodes.Count} nodes";

    /// <summary>What there is to count: entities in memory, feeds followed, group commits, writes and events.</summary>
    public (int Entities, int Feeds, long Commits, long Writes, long Events) Counters =>
        (host.Count, Relays.Count, journal.Counters.Commits, journal.Counters.Writes, journal.Counters.Events);

    /// <summary>Opens links, joins, and begins to serve.</summary>
    /// <param name="clientAddress">What the cluster tells clients about this node.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task Start(string clientAddress, CancellationToken cancel)
    {
        var clusterAddress = await seams.Network.Listen(switchboard, cancel);
        await membership.Join(clientAddress, clusterAddress, cancel);
        running = Task.WhenAll(
            journal.Run(stopping.Token), postman.Run(stopping.Token), membership.Run(stopping.Token),
            Relays.Run(stopping.Token), pulse.Run(stopping.Token), SweepNowAndThen(stopping.Token));
    }

    /// <summary>Hands everything off and leaves the cluster; then dispose.</summary>
    public Task Leave() => membership.Leave();

    /// <inheritdoc/>
    public void OnJoined(string incarnation)
    {
        switchboard.Me = Region.Me = Relays.Me = incarnation;
        seams.Network.Introduce(incarnation);
    }

    /// <inheritdoc/>
    public Task OnLost() => host.Close(host.OpenShards);

    /// <inheritdoc/>
    public void OnViewChanged()
    {
        seams.Network.SetPeers([.. Peers]);
        pulse.SetPeers([.. Peers]);
        host.RetainFollowers(incarnation => view.Node(incarnation) is not null);
        Relays.OnClusterChanged();
    }

    /// <inheritdoc/>
    public void OnOwned(IReadOnlyCollection<ShardClaim> claims)
    {
        if (host.Open(claims) is not { Count: > 0 } opened) return;
        Relays.OnOpened(opened);
        postman.Hint();
    }

    /// <inheritdoc/>
    public Task OnHandOff(IReadOnlyList<int> shards) => host.Close(shards);

    /// <inheritdoc/>
    public void OnMoved() => switchboard.TellAll(FrameKind.ClusterChanged);

    IEnumerable<NodeRecord> Peers => view.Nodes.Where(node => node.Incarnation != membership.Incarnation);

    List<NodeRecord> Unreachable => [.. Peers.Where(peer => !pulse.Reaches(peer.Incarnation))];

    // Whoever is with less than half of the cluster should get no clients: the others serve them better.
    string? Isolation => Unreachable is { Count: > 0 } silent && (view.Nodes.Count - silent.Count) * 2 < view.Nodes.Count
        ? $"{options.Name} is cut off from the other nodes ({NamesOf(silent)} can't be reached)"
        : null;

    static string NamesOf(IEnumerable<NodeRecord> nodes) => string.Join(", ", nodes.Select(node => node.Name).Order(StringComparer.Ordinal));

    async Task SweepNowAndThen(CancellationToken stop)
    {
        // Who is idle may wait; too many may not.
        var quarter = options.PassivateAfter / 4;
        using var timer = new PeriodicTimer(quarter < OverfullCheck ? quarter : OverfullCheck, seams.Time);
        var last = seams.Time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (!host.IsOverfull && seams.Time.GetElapsedTime(last) < quarter) continue;
            host.Sweep();
            last = seams.Time.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        lease.End();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }
        catch (Exception e)
        {
            LogPartFailed(e);
        }
        host.Dispose();
        await seams.Network.DisposeAsync();
        await seams.Store.DisposeAsync();
        stopping.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A part of the node ended with an error")]
    partial void LogPartFailed(Exception e);
}
