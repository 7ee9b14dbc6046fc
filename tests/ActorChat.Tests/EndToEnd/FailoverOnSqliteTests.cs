using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(SqliteFailoverTests.Name)]
public sealed class FailoverOnSqliteTests : FailoverTests
{
    protected override Task<string?> NewStore(bool behindWalls = false) => Task.FromResult<string?>(null);

    // On one store: it is the cluster that is put to the test, and it takes as long as three others.
    [Fact]
    public async Task Node_WhenStoppedInGoodOrderWithTenThousandLiveEntities_NobodyIsRefused()
    {
        // How long a question may take is not what this is about: thousands of entities replay at once, on a machine that may be crowded.
        await using var cluster = await Start("asking.timeout=2m");
        await using var crowd = await Crowd.Gather(cluster, "n2", 10_000);
        (await cluster["n2"].Gauge("actorchat_entities")).ShouldBeGreaterThanOrEqualTo(10_000);
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 200);
        await sending.Send();
        crowd.Ask();
        await sending.Acknowledged(20);
        await crowd.Answered(50);

        var (exitCode, took) = await cluster.Terminate("n2");

        exitCode.ShouldBe(0);
        took.ShouldBeLessThan(Haste);
        await crowd.Answered(1_000);
        await crowd.EndedWell();
        await sending.EndedWell(cluster["n1"].Address);
    }
}
