using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Journals;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Kinds;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Bench;

/// <summary>Through the mailbox, the decision and the group commit of an entity, on a store in memory: what the runtime itself costs.</summary>
public class MailboxBenchmarks : IFeedOutlet
{
    const string Me = "bench";
    const int AtOnce = 64;

    readonly CancellationTokenSource stop = new();
    EntityHost host = null!;
    long number;

    [GlobalSetup]
    public async Task Start()
    {
        var kinds = ChatKinds.All(NodeSettings.Default.Rooms, NodeSettings.Default.Dialogues, NodeSettings.Default.Files, NodeSettings.Default.Users, []).ToDictionary(kind => kind.Name);
        var options = NodeSettings.Default.Cluster.Actors with { ShardCount = 1 };
        var store = new MemoryStore(TimeProvider.System);
        var (journal, lease) = (new Journal(store, new(options.StorePatience, TimeProvider.System), options, TimeProvider.System, NullLogger<Journal>.Instance), new NodeLease(TimeProvider.System));
        host = new(options, kinds, store, journal, lease, this, TimeProvider.System, new SystemRandom(), new ThreadPoolDispatcher(), NullLogger<EntityHost>.Instance);
        await store.Open(1, default);
        await store.Join(new("bench", Me, "client:1", "cluster:1"), TimeSpan.FromHours(1), default);
        lease.Extend(TimeProvider.System.GetTimestamp(), TimeSpan.FromHours(1));
        host.Open([.. (await store.Take(Me, [0], default)).Select(taken => new ShardClaim(taken.Shard, Me, taken.Epoch))]);
        _ = journal.Run(stop.Token);
        await Ask(Ids.Room("Lab"), new Act("alice", new CreateRoom("Lab", RoomAccess.Open)));
    }

    [GlobalCleanup]
    public void Stop()
    {
        stop.Cancel();
        host.Dispose();
    }

    /// <summary>A question: in and out of the mailbox, nothing to commit.</summary>
    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task Query() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Ask(Ids.User("nobody"), new GetName())));

    /// <summary>A message: decided, gathered, committed in memory, answered.</summary>
    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task Post() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Ask(Ids.Room("Lab"), new Act("alice", new Post("Lab", "hello, everyone", $"device:{++number}")))));

    void IFeedOutlet.Publish(IReadOnlyCollection<string> nodes, EntityId feed, FeedRun published)
    {
    }

    void IFeedOutlet.TellToRefollow(IReadOnlyCollection<string> nodes, EntityId feed)
    {
    }

    void IFeedOutlet.PublishLabels(IReadOnlyCollection<string> nodes, EntityId feed, IReadOnlyList<string> online, IReadOnlyList<string> offline)
    {
    }

    void IFeedOutlet.PublishSignal(IReadOnlyCollection<string> nodes, EntityId feed, ReadOnlyMemory<byte> frame)
    {
    }

    Task<AskResult> Ask(EntityId to, Command command)
    {
        var envelope = new AskEnvelope(command);
        host.Deliver(to, envelope);
        return envelope.Result;
    }
}
