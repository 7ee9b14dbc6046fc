using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.EndToEnd;

[Collection(PostgresFailoverTests.Name)]
[TestCaseOrderer(UnlessPostgresIsSkipped.Type, UnlessPostgresIsSkipped.Assembly)]
public sealed class FailoverOnPostgresTests(PostgresServer server) : FailoverTests, IClassFixture<PostgresServer>
{
    protected override async Task<string?> NewStore(bool behindWalls = false)
    {
        var direct = await server.NewSchema();
        return behindWalls ? $"postgres:{PostgresServer.ConnectionStringBy("{port}")};Search Path={PostgresServer.SchemaOf(direct)}"
            : $"postgres:{direct.ConnectionString}";
    }

    private protected override Walls NewWalls() => new(server.Socket);

    [Fact]
    public async Task Node_WhenCutOffFromTheStore_RefusesAndSaysWhy_AndTheOthersServe()
    {
        await using var cluster = await StartBehindWalls(ShortLease, "asking.timeout=8s");
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 150);
        await using var inside = await Rest(cluster, "n2", "Inside", cluster.RoomOn("n2", "rest"));
        await sending.Send();
        await sending.Acknowledged(30);

        cluster.WallsOf("n2").Store.Cut();

        await cluster["n2"].Says("not ready: its lease has run out: the store");
        await inside.IsTold("the store");
        await inside.IsRefused(cluster.RoomOn("n2", "rest"), "its lease has run out: the store");
        await sending.AcknowledgedByAlice();
        cluster.Mend();
        await sending.EndedWell(cluster["n1"].Address);
        await inside.IsToldItIsOver();
        await sending.SayOnEveryNode(cluster);
    }

    [Fact]
    public async Task Server_WhenItAnswersNobodyForHalfAMinute_NodesSaySo_AndGoOnByThemselves()
    {
        await using var cluster = await StartBehindWalls(ShortLease, "asking.timeout=4s");
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 150);
        await using var waiting = await Rest(cluster, "n1", "Waiting", cluster.RoomOn("n1", "rest"));
        await sending.Send();
        await sending.Acknowledged(30);

        foreach (var node in cluster.Nodes) cluster.WallsOf(node.Name).Store.Cut();
        var stalled = System.Diagnostics.Stopwatch.StartNew();

        foreach (var node in cluster.Nodes) await node.Says("not ready: its lease has run out: the store");
        foreach (var client in (PlainClient[])[sending.Alice, sending.Bob, sending.Watcher]) await client.IsTold("the store");
        await waiting.IsRefused(cluster.RoomOn("n1", "rest"), "the store");
        await Eventually.True(() => stalled.Elapsed > TimeSpan.FromSeconds(30), "ten leases have passed", TimeSpan.FromSeconds(60));
        cluster.Mend();
        await sending.EndedWell(cluster["n1"].Address);
        await sending.Alice.IsToldItIsOver();
        await sending.SayOnEveryNode(cluster);
    }

    [Fact]
    public async Task Server_WhenItHasNoConnectionLeft_NodesSaySo_AndGoOnByThemselves()
    {
        var schema = PostgresServer.SchemaOf(await server.NewSchema());
        await server.NewUser(schema);
        await using var cluster = await TestCluster.StartOn(
            $"postgres:{server.ConnectionStringOf(schema)};Search Path={schema}", 3, ShortLease);
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 150);
        await sending.Send();
        await sending.Acknowledged(30);

        await server.TakeNone(schema);

        foreach (var node in cluster.Nodes) await node.Says("PostgreSQL has no connection left");
        await sending.Alice.IsTold("PostgreSQL has no connection left");
        await server.TakeAll(schema);
        await sending.EndedWell(cluster["n1"].Address);
        await sending.Alice.IsToldItIsOver();
    }

    [Fact]
    public async Task Server_WhenItCrashesInTheMiddleOfSends_NothingAcknowledgedIsLostOrDoubled()
    {
        await using var cluster = await Start(ShortLease);
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 200);
        await sending.Send();
        await sending.Acknowledged(50);
        await server.Crash();
        await Eventually.See(() => cluster["n1"].Readiness(), said => said.Contains("not ready", StringComparison.Ordinal),
            "the node says that it does not serve");
        await server.Start();
        await sending.EndedWell(cluster["n1"].Address);
    }
}
