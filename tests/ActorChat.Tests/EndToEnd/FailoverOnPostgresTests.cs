using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.EndToEnd;

[Collection(ProcessTests.Name)]
[TestCaseOrderer(UnlessPostgresIsSkipped.Type, UnlessPostgresIsSkipped.Assembly)]
public sealed class FailoverOnPostgresTests(PostgresServer server) : FailoverTests, IClassFixture<PostgresServer>
{
    protected override async Task<string?> NewStore() => $"postgres:{(await server.NewSchema()).ConnectionString}";

    [Fact]
    public async Task Server_WhenItCrashesInTheMiddleOfSends_NothingAcknowledgedIsLostOrDoubled()
    {
        await using var cluster = await Start(ShortLease);
        await using var sending = await Sending.Begin(cluster, cluster.RoomOn("n2", "lab"), each: 200);
        await sending.Send();
        await sending.Acknowledged(50);
        await server.Crash();
        await Eventually.See(() => cluster["n1"].Readiness(), said => said.Contains("not ready", StringComparison.Ordinal), "the node says that it does not serve");
        await server.Start();
        await sending.EndedWell(cluster["n1"].Address);
    }
}
