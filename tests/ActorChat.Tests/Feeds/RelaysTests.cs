using ActorChat.Node.Settings;
using Akka.Actor;
using Akka.Configuration;
using ActorChat.Node;
using ActorChat.Node.Feeds;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Entities;

namespace ActorChat.Tests.Feeds;

/// <summary>All relays of a node, over the actor systems of its incarnations.</summary>
public sealed class RelaysTests : IAsyncLifetime
{
    static readonly EntityId Feed = Counter.Id("feed");

    readonly PageStore store = new();
    readonly List<ActorSystem> systems = [];
    readonly Relays relays;
    int asked;

    public RelaysTests() => relays = new(
        Counter.Kinds, store,
            NodeSettings.Default.Feeds with { FollowInterval = TimeSpan.FromMilliseconds(100),
            FollowTimeout = TimeSpan.FromMilliseconds(100) }, TimeProvider.System);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var system in systems) await system.Terminate();
    }

    [Fact]
    public async Task Follower_WhenItCameBeforeTheActorSystem_IsCountedInOnceThereIsOne()
    {
        var subscription = relays.Subscribe(Feed, "alice", "alice", new Listener());
        subscription.Following.IsCompleted.ShouldBeFalse();
        Begin();
        await subscription.Following.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Node_WhenItComesBackAsANewIncarnation_FollowsAllFeedsAnew()
    {
        Begin();
        var subscriptions = Enumerable.Range(0, 20).Select(i => relays.Subscribe(Counter.Id($"feed{i}"), "alice", "alice", new Listener()))
            .ToList();
        await Task.WhenAll(subscriptions.Select(one => one.Following)).WaitAsync(Eventually.Deadline);
        relays.End();
        await systems[0].Terminate();
        await Eventually.True(() => subscriptions.All(one => !one.Following.IsCompleted), "none is counted in");
        Begin();
        await Eventually.True(() => subscriptions.All(one => one.Following.IsCompleted), "all are counted in");
    }

    [Fact]
    public async Task Feed_WhenNobodyFollowsIt_IsGivenUp_AndAnotherComesToItAnew()
    {
        Begin();
        relays.Subscribe(Feed, "alice", "alice", new Listener()).End();
        await Eventually.True(() => relays.Count == 0, "the feed is given up");
        var before = Volatile.Read(ref asked);
        await relays.Subscribe(Feed, "bob", "bob", new Listener()).Following.WaitAsync(Eventually.Deadline);
        Volatile.Read(ref asked).ShouldBeGreaterThan(before);
    }

    [Fact]
    public void Signal_WhenThereIsNoActorSystem_IsLost() => Should.NotThrow(() => relays.Signal(Feed, "hello"u8.ToArray()));

    [Fact]
    public void Follower_WhenAnEventMakesItFollowAnotherFeed_WaitsForNobodyWhoWaitsForThisOne()
    {
        Thread? another = null;
        var joiner = new Joiner(() =>
        {
            // Meanwhile somebody else begins to follow the feed that is telling its followers, and has to wait.
            another = new(() => relays.Subscribe(Feed, "bob", "bob", new Listener())) { IsBackground = true };
            another.Start();
            SpinWait.SpinUntil(() => another.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Eventually.Deadline).ShouldBeTrue();
            relays.Subscribe(Counter.Id("other"), "alice", "alice", new Listener());
        });
        var subscription = relays.Subscribe(Feed, "alice", "alice", joiner);
        subscription.Start("counter", 0, isInAt: 0);
        var told = new Thread(() => Tell(subscription)) { IsBackground = true };
        told.Start();
        told.Join(Eventually.Deadline).ShouldBeTrue("the event is told");
        another!.Join(Eventually.Deadline).ShouldBeTrue("the other follows too");
        relays.Count.ShouldBe(2);
    }

    // Any feed whose follower takes its time while it is told something.
    void Tell(Subscription subscription)
    {
        store.Commit((1, null));
        Begin();
        SpinWait.SpinUntil(() => subscription.Cursor == 1, Eventually.Deadline);
    }

    void Begin()
    {
        var system = ActorSystem.Create("relays", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        systems.Add(system);
        var entity = system.ActorOf(ActorBy.Props(() => new Entity(() =>
        {
            Interlocked.Increment(ref asked);
            return store.Head;
        })));
        relays.Begin(system, _ => entity);
    }

    /// <summary>Counts in whoever asks.</summary>
    sealed class Entity(Func<long> head) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Follow) Sender.Tell(new FollowAnswer(head(), []));
        }
    }

    /// <summary>A follower that does something when an event comes.</summary>
    sealed class Joiner(Action join) : IFollower
    {
        public bool OnEvents(FeedRun published)
        {
            join();
            return true;
        }

        public void OnGap(long after, long upTo) => throw new InvalidOperationException("Nothing is missing.");

        public void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline)
        {
            // Of no interest.
        }

        public void OnExpelled() => throw new InvalidOperationException("Nobody is taken off.");

        public void OnCaughtUp()
        {
            // Of no interest.
        }
    }
}
