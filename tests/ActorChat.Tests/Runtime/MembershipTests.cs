using ActorChat.Node.Settings;
using System.Collections.Concurrent;
using ActorChat.Node;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.EndToEnd.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Runtime;

public sealed class MembershipTests : IAsyncLifetime
{
    const int ShardCount = 32;

    readonly ManualTime time = new();
    readonly MemoryStore store;
    readonly List<Member> members = [];

    public MembershipTests() => store = new(time);

    public Task InitializeAsync() => store.Open(ShardCount, default);

    public async Task DisposeAsync()
    {
        foreach (var member in members) await member.DisposeAsync();
    }

    [Fact]
    public async Task Node_WhenAlone_TakesEverything()
    {
        var one = await Join("n1");
        await Settled();
        one.Owned.Count.ShouldBe(ShardCount);
        one.Membership.IsSettled.ShouldBeTrue();
    }

    [Fact]
    public async Task Node_WhenItComes_GetsItsShare_AfterTheOwnersHaveHandedItOff()
    {
        var one = await Join("n1");
        await Settled();
        var two = await Join("n2");
        await Settled();
        two.Owned.ShouldNotBeEmpty();
        (one.Owned.Count + two.Owned.Count).ShouldBe(ShardCount);
        one.HandedOff.ShouldBe(two.Owned.Keys, ignoreOrder: true);
        two.Owned.Values.ShouldAllBe(epoch => epoch == 2);
    }

    [Fact]
    public async Task Node_WhenItLeaves_HandsOffEverythingAtOnce()
    {
        var one = await Join("n1");
        var two = await Join("n2");
        await Settled();
        await two.Membership.Leave();
        members.Remove(two);
        await two.DisposeAsync();
        await Settled();
        one.Owned.Count.ShouldBe(ShardCount);
        two.HandedOff.Count.ShouldBe(ShardCount);
    }

    [Fact]
    public async Task Node_WhenItDies_IsReplacedOnceItsLeaseHasRunOut()
    {
        var one = await Join("n1");
        var two = await Join("n2");
        await Settled();
        var lost = two.Owned.Count;
        members.Remove(two);
        await two.DisposeAsync();
        time.Advance(one.Options.Lease / 2);
        one.Membership.Hint();
        one.Owned.Count.ShouldBe(ShardCount - lost);
        await Settled();
        one.Owned.Count.ShouldBe(ShardCount);
    }

    [Fact]
    public async Task Node_WhenItDies_IsReplacedWhenItsLeaseEnds_HoweverRarelyOthersLook()
    {
        var one = await Join("n1");
        var two = await Join("n2");
        await Settled();
        one.Options.ClusterPoll = TimeSpan.FromHours(1);
        one.Membership.Hint();
        members.Remove(two);
        await two.DisposeAsync();
        var (step, left) = (one.Options.Lease / 100, 200);
        await Eventually.True(() =>
        {
            if (left-- > 0) time.Advance(step);
            return one.Owned.Count == ShardCount;
        }, "it owns everything");
    }

    [Fact]
    public async Task Node_WhenItsRowIsGone_StopsServing_AndComesBackAsANewIncarnation()
    {
        var one = await Join("n1");
        await Settled();
        var before = one.Membership.Incarnation;
        await store.Leave(before, default);
        await Eventually.True(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            return one.Membership.Incarnation != before && one.Membership.IsSettled;
        }, "a new incarnation that owns everything");
        one.Losses.ShouldBe(1);
        one.Owned.Values.ShouldAllBe(epoch => epoch == 2);
    }

    [Fact]
    public async Task Node_WhenItsNameIsTaken_WaitsUntilTheOtherIsGone()
    {
        var one = await Join("n1");
        var twin = new Member("n1", store, time);
        members.Add(twin);
        var joining = twin.Membership.Join("c:1", "l:1", default);
        await Eventually.True(() => twin.Membership.Trouble?.Contains("n1", StringComparison.Ordinal) == true, "it says why it waits");
        joining.IsCompleted.ShouldBeFalse();
        await one.Membership.Leave();
        await Eventually.True(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            return joining.IsCompletedSuccessfully;
        }, "it has joined");
    }

    [Fact]
    public async Task Node_WhenTheStoreFailsRightAfterAHandOff_TellsWhoOwnsTheShardsAllTheSame()
    {
        const string Other = "n2.other";
        var hasty = new HastyStore(store);
        var one = await Join("n1", hasty);
        await Settled();
        await store.Join(new("n2", Other, "c:2", "l:2"), TimeSpan.FromHours(1), default);
        hasty.Released = shards => store.Take(Other, shards, default);
        await Eventually.True(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(200));
            return hasty.Failures == 1 && one.HandedOff.All(shard => one.Told.Contains(new(shard, Other, 2)));
        }, "the node's parts know the new owner");
        one.HandedOff.ShouldNotBeEmpty();
    }

    async Task<Member> Join(string name, IOwnershipStore? through = null)
    {
        var member = new Member(name, through ?? store, time);
        members.Add(member);
        await member.Membership.Join("c:1", "l:1", default);
        member.Run();
        return member;
    }

    // Time passes in small steps while the loops look.
    Task Settled() => Eventually.True(() =>
    {
        time.Advance(TimeSpan.FromMilliseconds(200));
        return members.All(member => member.Membership.IsSettled) && members.Sum(member => member.Owned.Count) == ShardCount;
    }, "all shards are where they should be");

    /// <summary>Others take what is released before anybody looks; of the looks after that the second fails.</summary>
    sealed class HastyStore(MemoryStore store) : IOwnershipStore
    {
        int readsSinceRelease = int.MinValue;

        public Func<IReadOnlyList<int>, Task> Released { get; set; } = _ => Task.CompletedTask;

        public int Failures { get; private set; }

        public Task<ClusterRecord> ReadCluster(CancellationToken cancel)
        {
            if (++readsSinceRelease != 2) return store.ReadCluster(cancel);
            Failures++;
            throw new StoreUnavailableException("it fails for once");
        }

        public async Task Release(string incarnation, IReadOnlyList<int> shards, CancellationToken cancel)
        {
            await store.Release(incarnation, shards, cancel);
            await Released(shards);
            readsSinceRelease = 0;
        }

        public Task<JoinOutcome> Join(NodeRecord node, TimeSpan lease, CancellationToken cancel) => store.Join(node, lease, cancel);
        public Task<bool> Renew(string incarnation, TimeSpan lease, bool leaving, CancellationToken cancel) => store.Renew(incarnation, lease, leaving, cancel);
        public Task Leave(string incarnation, CancellationToken cancel) => store.Leave(incarnation, cancel);
        public Task<IReadOnlyList<ShardRecord>> Take(string incarnation, IReadOnlyList<int> shards, CancellationToken cancel) => store.Take(incarnation, shards, cancel);
        public Task<string> Agree(string name, string proposal, CancellationToken cancel) => store.Agree(name, proposal, cancel);
    }

    sealed class Member : IMembershipEvents, IAsyncDisposable
    {
        readonly CancellationTokenSource stop = new();
        readonly ClusterView view = new();
        Task running = Task.CompletedTask;

        public Member(string name, IOwnershipStore store, ManualTime time)
        {
            Options = NodeSettings.Default.Cluster.Actors with { Name = name, ShardCount = ShardCount, Lease = TimeSpan.FromSeconds(10) };
            Membership = new(store, new StoreHealth(Options.StorePatience, time), view, new NodeLease(time), this, Options, time, new SystemRandom(), NullLogger<Membership>.Instance);
        }

        public ActorOptions Options { get; }
        public Membership Membership { get; }

        /// <summary>What it serves, with the epochs.</summary>
        public ConcurrentDictionary<int, long> Owned { get; } = new();

        public ConcurrentQueue<int> HandedOff { get; } = new();

        /// <summary>Who owned what when it was told last that the view has changed.</summary>
        public IReadOnlyList<ShardClaim> Told { get; private set; } = [];

        public int Losses { get; private set; }

        public void Run() => running = Membership.Run(stop.Token);

        public void OnJoined(string incarnation)
        {
        }

        public Task OnLost()
        {
            Losses++;
            Owned.Clear();
            return Task.CompletedTask;
        }

        public void OnViewChanged() => Told = [.. Enumerable.Range(0, ShardCount).Select(view.ClaimOf).OfType<ShardClaim>()];

        public void OnOwned(IReadOnlyCollection<ShardClaim> claims)
        {
            foreach (var claim in claims) Owned[claim.Shard] = claim.Epoch;
        }

        public Task OnHandOff(IReadOnlyList<int> shards)
        {
            foreach (var shard in shards)
            {
                Owned.TryRemove(shard, out _);
                HandedOff.Enqueue(shard);
            }
            return Task.CompletedTask;
        }

        public void OnMoved()
        {
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
