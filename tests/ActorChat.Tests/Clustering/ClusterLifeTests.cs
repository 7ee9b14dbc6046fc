using System.Net;
using System.Net.Sockets;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.EndToEnd.Harness;
using Akka.Actor;

namespace ActorChat.Tests.Clustering;

/// <summary>Nodes that find each other through a store, lose each other and come back: real actor systems, with shorter times.</summary>
public sealed class ClusterLifeTests : IAsyncLifetime
{
    readonly MemoryStore store = new(TimeProvider.System);
    readonly List<LivingNode> nodes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var node in nodes) await node.Life.DisposeAsync();
    }

    LivingNode New(string name, VeiledStore? through = null, Action<ClusterOptions>? adjust = null)
    {
        var node = new LivingNode(name, through is null ? store : through, adjust);
        nodes.Add(node);
        return node;
    }

    [Fact]
    public async Task Start_WhenThreeComeAtOnce_AreOneCluster()
    {
        LivingNode[] three = [New("n1"), New("n2"), New("n3")];
        three[0].Life.Trouble.ShouldNotBeNull();

        await Task.WhenAll(three.Select(node => node.Start()));

        foreach (var node in three)
        {
            await node.Sees(3);
            node.Told.ShouldBe(["starting", "up"]);
            node.Life.Trouble.ShouldBeNull();
            node.Life.MayCommit.ShouldBeTrue();
            node.Life.Nodes.Select(one => one.Name).ShouldBe(["n1", "n2", "n3"]);
        }
        (await store.ReadNodes(default)).Select(row => row.Side).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Start_WhenTheFounderDiedWithoutAWord_TheNextFounds()
    {
        await store.AcquireLease("founding", "dead", TimeSpan.FromSeconds(2), default);
        var node = New("n1");

        await node.Start();

        await node.Sees(1);
    }

    [Fact]
    public async Task Leave_WhenAsked_TellsItsParts_AndIsGoneInTime()
    {
        var (stays, goes) = (New("n1"), New("n2"));
        await stays.Start();
        await goes.Start();
        await stays.Sees(2);
        var changes = 0;
        stays.Life.NodesChanged += () => Interlocked.Increment(ref changes);

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await goes.Life.Leave();

        watch.Elapsed.ShouldBeLessThan(goes.Options.LeaveTimeout);

        goes.Told.ShouldBe(["starting", "up", "leaving", "ended"]);
        goes.Life.MayCommit.ShouldBeFalse();
        (await store.ReadNodes(default)).ShouldHaveSingleItem().Node.Name.ShouldBe("n1");
        await stays.Sees(1);
        changes.ShouldBePositive();
    }

    [Fact]
    public async Task Node_WhenAnotherIsGoneWithoutAWord_SaysSo_ThoughItsRowStillCounts()
    {
        static void Adjust(ClusterOptions options) => options.Lease = TimeSpan.FromMinutes(5);
        var (stays, dies) = (New("n1", adjust: Adjust), New("n2", adjust: Adjust));
        await stays.Start();
        await dies.Start();
        await stays.Sees(2);
        var told = 0;
        stays.Life.NodesChanged += () => Interlocked.Increment(ref told);

        nodes.Remove(dies);
        await dies.Life.DisposeAsync();

        await Eventually.True(() => stays.Members == 1 && told > 0, "n1 says that n2 is gone");
        (await store.ReadNodes(default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Node_WhenNobodyListensAtItsPort_IsRemovedBeforeThePictureIsStable_AndTheLeaseIsTaken()
    {
        static void Adjust(ClusterOptions options) => options.StableAfter = TimeSpan.FromMinutes(5);
        LivingNode[] three = [New("n1", adjust: Adjust), New("n2", adjust: Adjust), New("n3", adjust: Adjust)];
        await Task.WhenAll(three.Select(node => node.Start()));
        foreach (var node in three) await node.Sees(3);

        nodes.Remove(three[2]);
        await three[2].Life.DisposeAsync();

        await Eventually.True(() => three[..2].All(node => node.Members == 2), "the others go on without it");
        (await store.AcquireLease(ClusterConfig.DecisionLease, "the other side", TimeSpan.FromSeconds(1), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Node_WhenWhatItDialsHangsUpInTheHandshake_LivesOn_AndLeavesInGoodOrder()
    {
        var node = New("n1");
        await node.Start();
        var shutDownUnasked = false;
        CoordinatedShutdown.Get(node.System).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "a later step", () =>
        {
            shutDownUnasked = !node.Told.Contains("leaving");
            return Task.FromResult(Akka.Done.Instance);
        });
        using var hangingUp = new TcpListener(IPAddress.Loopback, 0);
        hangingUp.Start();
        var there = $"{ClusterConfig.Protocol}://{ClusterConfig.SystemName}@{hangingUp.LocalEndpoint}/user/nobody";

        node.System.ActorSelection(there).Tell(new Identify(1));
        using (await hangingUp.AcceptSocketAsync().WaitAsync(Eventually.Deadline))
        {
            // It hangs up.
        }
        await Eventually.True(() => CoordinatedShutdown.Get(node.System).ShutdownReason is not null, "Akka.Remote asks for a shutdown");

        node.Told.ShouldBe(["starting", "up"]);
        node.Life.Trouble.ShouldBeNull();
        await node.Life.Leave();
        node.Told.ShouldBe(["starting", "up", "leaving", "ended"]);
        shutDownUnasked.ShouldBeFalse();
        (await store.ReadNodes(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Port_WhenSomebodyListensAndSaysNothing_IsNotDeserted_AndIsWhenNobodyDoes()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        (await PortProbe.IsDeserted(listener.LocalEndpoint.ToString()!, TimeProvider.System, default)).ShouldBeFalse();
        listener.Stop();
        (await PortProbe.IsDeserted(listener.LocalEndpoint.ToString()!, TimeProvider.System, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Node_WhenItIsDowned_ComesBackAsANewOne()
    {
        var (stays, downed) = (New("n1"), New("n2"));
        await stays.Start();
        await downed.Start();
        await stays.Sees(2);
        var former = downed.Life.Incarnation;

        stays.Cluster.Down(downed.Cluster.SelfAddress);
        await downed.IsBack(former);

        await stays.Sees(2);
        downed.Told.ShouldBe(["starting", "up", "ended", "starting", "up"]);
    }

    [Fact]
    public async Task Node_WhenItSlept_CommitsNothingAndComesBackAsANewOne()
    {
        var node = New("n1");
        await node.Start();
        var former = node.Life.Incarnation;

        node.Clock.Skip(node.Options.SleepLimit * 2);
        var mayCommit = node.Life.MayCommit && node.Life.Incarnation == former;
        await node.IsBack(former);

        mayCommit.ShouldBeFalse();
        node.Life.MayCommit.ShouldBeTrue();
        node.Told.ShouldBe(["starting", "up", "ended", "starting", "up"]);
    }

    [Fact]
    public async Task Clusters_WhenThereAreTwoOverOneStore_TheLesserJoinsTheOther()
    {
        var veil = new VeiledStore(store) { Alone = true };
        LivingNode[] two = [New("n1"), New("n2")];
        foreach (var node in two) await node.Start();
        var other = New("n3", veil);
        await other.Start();
        var former = other.Life.Incarnation;

        veil.Alone = false;
        await other.IsBack(former);

        foreach (var node in nodes) await node.Sees(3);
        two.ShouldAllBe(node => node.Told.SequenceEqual(new[] { "starting", "up" }));
    }

    [Fact]
    public async Task Trouble_WhenTheStoreIsAway_SaysSo_AndTheNodeStaysUp()
    {
        var veil = new VeiledStore(store);
        var node = New("n1", veil);
        await node.Start();

        veil.Away = true;
        await Eventually.True(() => node.Life.Trouble?.Contains("it is away", StringComparison.Ordinal) == true, "the trouble is told");
        node.Life.IsUp.ShouldBeTrue();
        veil.Away = false;

        await Eventually.True(() => node.Life.Trouble is null, "the trouble is over");
        node.Told.ShouldBe(["starting", "up"]);
    }

    [Fact]
    public async Task Start_WhenTheNameIsAlive_IsRefusedWithAdvice()
    {
        await New("n1").Start();

        (await Should.ThrowAsync<ClusterRefusedException>(() => New("n1").Start())).Message.ShouldContain("--name");
    }

    [Fact]
    public async Task Start_WhenThePortIsTaken_IsRefusedWithThePortAndTheSetting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var node = New("n1", adjust: options => options.Listen = $"127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");

        var refused = await Should.ThrowAsync<ClusterRefusedException>(node.Start);

        refused.Message.ShouldContain(node.Options.Listen);
        refused.Message.ShouldContain("--cluster");
    }
}
