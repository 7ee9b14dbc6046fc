using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.OnTheWire;

namespace ActorChat.Tests.EndToEnd;

/// <summary>What a cluster of real processes survives, the same on every store.</summary>
public abstract class FailoverTests
{
    private protected const string ShortLease = "cluster.lease=3s";

    // Leaving takes five seconds at most by the node's own clock; how long a crowded machine takes over it is another matter.
    private protected static readonly TimeSpan Haste = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A store of the test's own, as the setting names it; null for an SQLite file. Behind walls it is reached by <c>{port}</c>.
    /// </summary>
    protected abstract Task<string?> NewStore(bool behindWalls = false);

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
        took.ShouldBeLessThan(Haste);
        await sending.EndedWell(cluster["n1"].Address);
    }

    [Fact]
    public async Task Nodes_WhenRestartedOneAfterTheOtherUnderSends_NobodySeesAnError()
    {
        await using var cluster = await Start();
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 0);
        await sending.SendWhile(RestartAll(cluster));
        await sending.EndedWell(cluster["n1"].Address);
    }

    [Fact]
    public async Task Node_WhenStartedAgain_GetsItsShardsBack()
    {
        await using var cluster = await Start(ShortLease);
        var before = await Shards(cluster);
        before.Values.Sum().ShouldBe(100);
        before.Values.ShouldAllBe(count => count > 15);

        await cluster.Kill("n3");
        await Eventually.See(() => Shards(cluster), shards => shards.Values.Sum() == 100, "the others take over");
        await cluster.Add("n3");
        await Eventually.See(() => Shards(cluster), AreSpread, "each has its share again");
    }

    [Fact]
    public async Task Node_WhenPausedPastItsLease_TheOthersServe_AndItComesBackAsANewIncarnation()
    {
        await using var cluster = await Start(ShortLease);
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 150);
        await sending.Send();
        await sending.Acknowledged(40);
        await cluster["n2"].Pause();
        await sending.AcknowledgedByAlice();
        cluster["n2"].Process.Send(Signal.Continue);
        await sending.EndedWell(cluster["n1"].Address);
        await Eventually.See(() => Shards(cluster), AreSpread, "each has its share again");
        await sending.SayOnEveryNode(cluster);
    }

    [Fact]
    public async Task Node_WhenCutOffFromTheOthers_RefusesAndSaysWhy_AndNothingIsLostOrWrittenTwice()
    {
        await using var cluster = await StartBehindWalls(ShortLease, "asking.timeout=4s");
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 150);
        await using var inside = await Rest(cluster, "n2", "Inside", cluster.RoomOn("n1", "rest"));
        await using var outside = await Rest(cluster, "n1", "Outside", cluster.RoomOn("n2", "rest"));
        await sending.Send();
        await sending.Acknowledged(30);

        cluster.CutOffFromNodes("n2");

        // At once: the others say so only until they have replaced it.
        await Task.WhenAll(
            cluster["n2"].Says("not ready: n2 is cut off from the other nodes (n1, n3 can't be reached)"),
            cluster["n1"].Says("but n2 can't be reached from n1: rooms there wait"));
        var told = await outside.IsTold("n2 can't be reached from n1");
        GoldenFiles.Differs("notice.trouble", "< " + told.Raw).ShouldBeNull();
        await inside.IsRefused(cluster.RoomOn("n1", "rest"), "n2 is cut off from the other nodes");
        // The others go on with what it had.
        await outside.Posts(cluster.RoomOn("n2", "rest"));
        cluster.Mend();
        await sending.EndedWell(cluster["n1"].Address);
        await outside.IsToldItIsOver();
        await cluster["n2"].Says("ready: ");
        await sending.SayOnEveryNode(cluster);
    }

    static async Task RestartAll(TestCluster cluster)
    {
        foreach (var name in (string[])["n1", "n2", "n3"])
        {
            (await cluster.Terminate(name)).ExitCode.ShouldBe(0);
            await cluster.Add(name);
        }
    }

    /// <summary>A client on this node whose user is alone in a room.</summary>
    private protected static async Task<WireClient> Rest(TestCluster cluster, string node, string user, string room)
    {
        var client = await WireClient.Connect(cluster[node].Address, user);
        await client.Register(user);
        await client.Right("create-room", $"\"room\":\"{room}\",\"access\":\"open\"");
        return client;
    }

    /// <summary>Where the store can be cut off too, its place.</summary>
    private protected virtual Walls NewWalls() => new(null);

    private protected async Task<TestCluster> StartBehindWalls(params string[] settings) =>
        await TestCluster.StartBehind(NewWalls, await NewStore(behindWalls: true), 3, settings);

    private protected async Task<TestCluster> Start(params string[] settings) => await TestCluster.StartOn(await NewStore(), 3, settings);

    // Of 100 shards on three nodes.
    static bool AreSpread(IReadOnlyDictionary<string, int> shards) =>
        shards.Count == 3 && shards.Values.All(count => count is >= 30 and <= 36);

    static async Task<IReadOnlyDictionary<string, int>> Shards(TestCluster cluster) =>
        (await Whereabouts.Of("room", cluster.Nodes)).CountBy(shard => shard.Value).ToDictionary();
}
