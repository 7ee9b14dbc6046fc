using ActorChat.Node.Settings;
using System.Collections.Concurrent;
using System.Text;
using ActorChat.Node;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Journals;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Runtime;

/// <summary>One node's entities, on a store in memory and a clock that stands still.</summary>
sealed class EntityRig : IAsyncDisposable, IFeedOutlet
{
    const string Me = "one";
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20), LongLease = TimeSpan.FromHours(1);

    readonly CancellationTokenSource stop = new();
    Task running = Task.CompletedTask;

    EntityRig(Action<ActorOptions>? set)
    {
        set?.Invoke(Options);
        Store = new(Time);
        Held = new(Store);
        Journal = new(Held, new(Options.StorePatience, Time), Options, Time, NullLogger<Journal>.Instance);
        Lease = new(Time);
        Host = new(Options, Counter.Kinds, Held, Journal, Lease, this, Time, new SystemRandom(), new ThreadPoolDispatcher(), NullLogger<EntityHost>.Instance);
        Host.Distrusted += claim => _ = Open([claim.Shard]);
        Postman = new(Store, Host, Counter.Kinds, Options, Time, NullLogger<Postman>.Instance);
    }

    public ActorOptions Options { get; } = NodeSettings.Default.Cluster.Actors with { ShardCount = 8 };
    public ManualTime Time { get; } = new();
    public MemoryStore Store { get; }
    public HeldStore Held { get; }
    public Journal Journal { get; }
    public NodeLease Lease { get; }
    public EntityHost Host { get; }
    public Postman Postman { get; }

    /// <summary>What followers were sent: the node, and the event's frame.</summary>
    public ConcurrentQueue<(string Node, string Frame)> Published { get; } = new();

    /// <summary>A node that owns everything and commits.</summary>
    public static async Task<EntityRig> Start(Action<ActorOptions>? set = null)
    {
        var rig = new EntityRig(set);
        await rig.Store.Open(rig.Options.ShardCount, default);
        await rig.Store.Join(new(Me, Me, "client:1", "cluster:1"), LongLease, default);
        rig.Lease.Extend(rig.Time.GetTimestamp(), LongLease);
        await rig.OpenAll();
        rig.running = rig.Journal.Run(rig.stop.Token);
        return rig;
    }

    /// <summary>Takes all shards, at epochs one higher than before, and opens them.</summary>
    public Task OpenAll() => Open([.. Enumerable.Range(0, Options.ShardCount)]);

    async Task Open(IReadOnlyList<int> shards)
    {
        await Store.Release(Me, shards, default);
        Host.Open([.. (await Store.Take(Me, shards, default)).Select(taken => new ShardClaim(taken.Shard, Me, taken.Epoch))]);
    }

    public void RunPostman() => running = Task.WhenAll(running, Postman.Run(stop.Token));

    /// <summary>Asks; the task ends when the entity answers.</summary>
    public Task<AskResult> Ask(string name, CounterCommand command)
    {
        var envelope = new AskEnvelope(command);
        Host.Deliver(Counter.Id(name), envelope);
        return envelope.Result.WaitAsync(Deadline);
    }

    /// <summary>Asks, and waits for an answer that is one.</summary>
    public async Task<long> Answer(string name, CounterCommand command)
    {
        var result = await Ask(name, command);
        result.Status.ShouldBe(AskStatus.Answered);
        return (long)result.Reply!;
    }

    /// <summary>Counts a node in as a follower.</summary>
    public async Task<FollowAnswer> Follow(string name, string node, params string[] labels)
    {
        var answer = new TaskCompletionSource<FollowAnswer>();
        Host.Deliver(Counter.Id(name), new FollowEnvelope(node, labels, result => answer.SetResult((FollowAnswer)result.Reply!)));
        return await answer.Task.WaitAsync(Deadline);
    }

    public void Publish(IReadOnlyCollection<string> nodes, EntityId feed, FeedRun published)
    {
        foreach (var one in published.All)
        {
            foreach (var node in nodes) Published.Enqueue((node, Encoding.UTF8.GetString(one.Frame.Span)));
        }
    }

    public void PublishLabels(IReadOnlyCollection<string> nodes, EntityId feed, IReadOnlyList<string> online, IReadOnlyList<string> offline)
    {
        foreach (var node in nodes) Published.Enqueue((node, $"+{string.Join('+', online)}-{string.Join('-', offline)}"));
    }

    public void PublishSignal(IReadOnlyCollection<string> nodes, EntityId feed, ReadOnlyMemory<byte> frame)
    {
        foreach (var node in nodes) Published.Enqueue((node, $"signal {System.Text.Encoding.UTF8.GetString(frame.Span)}"));
    }

    public void TellToRefollow(IReadOnlyCollection<string> nodes, EntityId feed)
    {
        foreach (var node in nodes) Published.Enqueue((node, "follow anew"));
    }

    public async ValueTask DisposeAsync()
    {
        Held.Release();
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Host.Dispose();
    }
}
