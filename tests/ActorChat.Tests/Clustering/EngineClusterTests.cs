using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Entities;
using ActorChat.Tests.Feeds;

namespace ActorChat.Tests.Clustering;

/// <summary>Entities, feeds and letters over the nodes of a cluster: real actor systems in one process, which talk over TLS.</summary>
public sealed class EngineClusterTests : IAsyncLifetime, ILetterStore
{
    const int Counters = 60;

    readonly MemoryStore store = new(TimeProvider.System);
    readonly JournalControl journal = new();
    readonly List<EngineNode> nodes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task Nodes_WhenTheyTalk_ShareTheEntities_AndNothingGoesOverJsonOfNewtonsoft()
    {
        var one = await Begin("n1");
        await CountOn(one, expected: 1);
        var two = await Begin("n2");
        var listeners = Enumerable.Range(0, Counters).Select(i => Follow(two, i)).ToList();
        await Task.WhenAll(listeners.Select(listener => listener.Following)).WaitAsync(Eventually.Deadline);
        await Eventually.True(() => one.InMemory > 0 && two.InMemory > 0, "both have some", TimeSpan.FromMinutes(1));

        await CountOn(two, expected: 2);
        await CountOn(one, expected: 3);
        foreach (var listener in listeners)
        {
            // Between them its shard may have moved, and been followed anew.
            await Eventually.See(
                () => listener.Listener.WithoutCatchingUp, told => told.EndsWith("2:1 3:1", StringComparison.Ordinal), "both events");
        }
        one.Relays.Signal(Counter.Id("c0"), "hello"u8.ToArray());
        await Eventually.See(() => listeners[0].Listener.All, told => told.EndsWith("signal hello", StringComparison.Ordinal), "a signal");

        (await two.Region.Ask(Counter.Id("c1"), new Tell("c0", 1))).Status.ShouldBe(AskStatus.Answered);
        await Eventually.See(
            async () => (await two.Region.Ask(Counter.Id("c0"), new Get())).Reply, value => value is 4L, "the letter has its effect");

        await two.Life.Leave();
        await CountOn(one, expected: 4, but: "c0");
        NothingByNewtonsoft.Asked.ShouldBeEmpty();
    }

    // As if there were no postman: it reads for ever, and what is delivered is delivered by its sender.
    public Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel) =>
        new TaskCompletionSource<IReadOnlyList<StoredLetter>>().Task;

    async Task<EngineNode> Begin(string name)
    {
        var node = new EngineNode(name, store, journal, this);
        nodes.Add(node);
        await node.Life.Start($"{name}:1", new CancellationTokenSource(Eventually.Deadline).Token);
        await Eventually.True(() => nodes.All(other => other.Life.Nodes.Count == nodes.Count), "all see it");
        return node;
    }

    static async Task CountOn(EngineNode through, long expected, string but = "")
    {
        var names = Enumerable.Range(0, Counters).Select(i => $"c{i}").Where(name => name != but);
        var results = await Task.WhenAll(names.Select(name => through.Region.Ask(Counter.Id(name), new Add(1))));
        results.ShouldAllBe(result => result.Status == AskStatus.Answered);
        results.ShouldAllBe(result => expected.Equals(result.Reply));
    }

    static (Listener Listener, Task Following) Follow(EngineNode on, int counter)
    {
        var listener = new Listener();
        var subscription = on.Relays.Subscribe(Counter.Id($"c{counter}"), "alice", "alice", listener);
        subscription.Start("counter", 1, isInAt: 1);
        return (listener, subscription.Following);
    }
}
