using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

/// <summary>What a cluster of real processes survives, the same on every store.</summary>
public abstract class FailoverTests
{
    private protected const string ShortLease = "Cluster:Lease=00:00:03";

    /// <summary>A store of the test's own, as the setting names it; null for an SQLite file.</summary>
    protected abstract Task<string?> NewStore();

    [Fact]
    public async Task Node_WhenKilledInTheMiddleOfSends_NothingAcknowledgedIsLostOrDoubled()
    {
        await using var cluster = await Start(ShortLease);
        // The killed node owns the room, and Bob is connected to it.
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 500);
        await sending.Send();
        await sending.Acknowledged(100);
        await cluster.Kill("n2");
        await sending.EndedWell(cluster["n1"].Address);
    }

    [Fact]
    public async Task Node_WhenStoppedInGoodOrderUnderSends_NobodySeesAnError()
    {
        await using var cluster = await Start();
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 200);
        await sending.Send();
        await sending.Acknowledged(50);
        var (exitCode, took) = await cluster.Terminate("n2");
        exitCode.ShouldBe(0);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        await sending.EndedWell(cluster["n1"].Address);
    }

    [Fact]
    public async Task Nodes_WhenRestartedOneAfterTheOtherUnderSends_NobodySeesAnError()
    {
        await using var cluster = await Start();
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 3000);
        await sending.Send();
        await sending.Acknowledged(20);
        foreach (var name in (string[])["n1", "n2", "n3"])
        {
            sending.IsUnderWay.ShouldBeTrue("the load is to last until the last node is restarted");
            (await cluster.Terminate(name)).ExitCode.ShouldBe(0);
            await cluster.Add(name);
        }
        await sending.EndedWell(cluster["n1"].Address);
    }

    [Fact]
    public async Task Node_WhenStartedAgain_GetsItsShardsBack()
    {
        await using var cluster = await Start(ShortLease);
        var before = await Shards(cluster);
        before.Values.Sum().ShouldBe(256);
        before.Values.ShouldAllBe(count => count > 40);

        await cluster.Kill("n3");
        await Eventually.See(() => Shards(cluster), shards => shards.Values.Sum() == 256, "the others take over");
        await cluster.Add("n3");
        await Eventually.See(() => Shards(cluster), shards => shards.OrderBy(one => one.Key).SequenceEqual(before.OrderBy(one => one.Key)), "as before");
    }

    [Fact]
    public async Task Node_WhenPausedPastItsLease_TheOthersServe_AndItComesBackAsANewIncarnation()
    {
        await using var cluster = await Start(ShortLease);
        var before = await Shards(cluster);
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 150);
        await sending.Send();
        await sending.Acknowledged(40);
        await cluster["n2"].Pause();
        await sending.AcknowledgedByAlice();
        cluster["n2"].Process.Send(Signal.Continue);
        await sending.EndedWell(cluster["n1"].Address);
        await Eventually.See(() => Shards(cluster), shards => shards.OrderBy(one => one.Key).SequenceEqual(before.OrderBy(one => one.Key)), "as before");
        await sending.SayOnEveryNode(cluster);
    }

    private protected async Task<TestCluster> Start(params string[] settings) => await TestCluster.StartOn(await NewStore(), 3, settings);

    static async Task<Dictionary<string, int?>> Shards(TestCluster cluster)
    {
        var shards = new Dictionary<string, int?>();
        foreach (var node in cluster.Nodes) shards[node.Name] = await node.Shards();
        return shards;
    }
}
