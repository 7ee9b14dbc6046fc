using ActorChat.Node.Settings;
using System.Collections.Concurrent;
using ActorChat.Node;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.EndToEnd.Harness;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster;
using Akka.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Clustering;

/// <summary>A node's life in this process, and what it told its parts.</summary>
sealed class LivingNode : IIncarnation
{
    public LivingNode(string name, IClusterStore store, Action<ClusterOptions>? adjust = null)
    {
        Options = NodeSettings.Default.Cluster with
        {
            Name = name, Listen = "127.0.0.1:0",
            Lease = TimeSpan.FromSeconds(3), ClusterPoll = TimeSpan.FromMilliseconds(200), ReturnDelay = TimeSpan.FromMilliseconds(50),
            HeartbeatInterval = TimeSpan.FromMilliseconds(300), StableAfter = TimeSpan.FromSeconds(1),
            MinorityDelay = TimeSpan.FromMilliseconds(500), DecisionLease = TimeSpan.FromSeconds(2), HealAfter = TimeSpan.FromSeconds(2),
        };
        adjust?.Invoke(Options);
        Life = new ClusterLife(
            Options, store, Clock, new SystemRandom(), NullLoggerFactory.Instance, () => Config.Empty, ActorSystemSetup.Empty, [this]);
    }

    public ClusterOptions Options { get; }

    public SkippingClock Clock { get; } = new();

    public ClusterLife Life { get; }

    /// <summary>What it was told, in order.</summary>
    public ConcurrentQueue<string> Told { get; } = [];

    public ActorSystem System { get; private set; } = null!;

    public Cluster Cluster => Cluster.Get(System);

    public int Members => Cluster.State.Members.Count(member => member.Status == MemberStatus.Up);

    public Task Start() => Life.Start($"{Options.Name}:1", new CancellationTokenSource(Eventually.Deadline).Token);

    public Task Sees(int members) =>
        Eventually.True(() => Life.IsUp && Members == members && Life.Nodes.Count == members, $"{Options.Name} sees {members} members");

    /// <summary>Up again, as another incarnation than that.</summary>
    public Task IsBack(string former) =>
        Eventually.True(() => Life.IsUp && Life.Incarnation != former && Life.Trouble is null, $"{Options.Name} is back");

    public void OnStarting(ActorSystem system, string incarnation)
    {
        System = system;
        Told.Enqueue("starting");
    }

    public void OnUp() => Told.Enqueue("up");

    public Task OnLeaving()
    {
        Told.Enqueue("leaving");
        return Task.CompletedTask;
    }

    public void OnEnded() => Told.Enqueue("ended");
}

/// <summary>The real clock, from which time can be made to have gone by.</summary>
sealed class SkippingClock : TimeProvider
{
    long skipped;

    public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref skipped);

    public void Skip(TimeSpan time) => Interlocked.Add(ref skipped, (long)(time.TotalSeconds * TimestampFrequency));
}

/// <summary>A store through which a node does not see the others, or does not get an answer, while it is set so.</summary>
sealed class VeiledStore(MemoryStore store) : IClusterStore
{
    public volatile bool Alone, Away;

    public Task<string> Agree(string name, string proposal, CancellationToken cancel) => Answer(() => store.Agree(name, proposal, cancel));

    public Task BeginGeneration(string name, CancellationToken cancel) => Answer(async () =>
    {
        await store.BeginGeneration(name, cancel);
        return true;
    });

    public Task<IReadOnlyList<string>> ReadGenerations(CancellationToken cancel) => Answer(() => store.ReadGenerations(cancel));

    public Task<bool> IsAfterGeneration(EntityId entity, long seq, string name, CancellationToken cancel) =>
        Answer(() => store.IsAfterGeneration(entity, seq, name, cancel));

    public Task<JoinOutcome> Enter(NodeRecord node, TimeSpan lease, bool replaces, CancellationToken cancel) =>
        Answer(() => store.Enter(node, lease, replaces, cancel));

    public Task<bool> Keep(string incarnation, TimeSpan lease, string side, bool leaving, CancellationToken cancel) =>
        Answer(() => store.Keep(incarnation, lease, side, leaving, cancel));

    public Task Remove(string incarnation, CancellationToken cancel) => Answer(async () =>
    {
        await store.Remove(incarnation, cancel);
        return true;
    });

    public Task<IReadOnlyList<NodeRow>> ReadNodes(CancellationToken cancel) =>
        Answer(() => Alone ? Task.FromResult<IReadOnlyList<NodeRow>>([]) : store.ReadNodes(cancel));

    public Task<bool> AcquireLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        Answer(() => Alone ? Task.FromResult(true) : store.AcquireLease(name, owner, timeToLive, cancel));

    public Task<bool> RenewLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        Answer(() => store.RenewLease(name, owner, timeToLive, cancel));

    public Task ReleaseLease(string name, string owner, CancellationToken cancel) => Answer(async () =>
    {
        await store.ReleaseLease(name, owner, cancel);
        return true;
    });

    Task<T> Answer<T>(Func<Task<T>> call) => Away ? Task.FromException<T>(new StoreUnavailableException("it is away")) : call();
}
