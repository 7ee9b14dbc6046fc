using ActorChat.Tests.EndToEnd.Harness;
using WireJson = ActorChat.Messages.Wire;

namespace ActorChat.Tests.OnTheWire;

/// <summary>
/// Every request × who makes it × where, with the outcome as it stands in Rights.txt, over the WebSocket and over HTTP. With
/// ACTORCHAT_UPDATE_GOLDEN=1 in the environment the outcomes are written instead of compared.
/// </summary>
[Collection(OneNodeTests.Name)]
public sealed class RightsMatrixTests
{
    [Fact]
    public async Task Request_WhoeverMakesIt_HasTheOutcomeThatStandsInTheTable()
    {
        await using var cluster = await TestCluster.Start(
            1, "files.max-pending-uploads=1000", "sessions.max-follows=100000", "sessions.max-join-requests=1000", "operators=operator");
        await using var scene = new RightsScene(cluster["n1"].Address);
        await scene.Enter();
        var expected = RightsTable.Read();
        var actual = new List<RightsRow>();
        foreach (var row in expected)
        {
            var outcomes = new List<string>();
            foreach (var role in RightsTable.Roles) outcomes.Add(await Outcome(scene, row, role));
            actual.Add(row with { Outcomes = [.. outcomes] });
        }
        if (Environment.GetEnvironmentVariable("ACTORCHAT_UPDATE_GOLDEN") == "1") RightsTable.Write(actual);
        else Differences(expected, actual).ShouldBeEmpty();
    }

    [Fact]
    public void Table_WhenListed_HasEveryRequestType() =>
        WireJson.Strict.Request.PolymorphismOptions!.DerivedTypes.Select(one => (string)one.TypeDiscriminator!)
            .Except(RightsTable.Read().Select(row => row.Type))
            .ShouldBeEmpty("enter the request with its places into tests/ActorChat.Tests/Wire/Rights.txt, and look at what the test writes "
                + "there with ACTORCHAT_UPDATE_GOLDEN=1");

    static async Task<string> Outcome(RightsScene scene, RightsRow row, string role)
    {
        var socket = await scene.Outcome(row, role, overHttp: false);
        var http = await scene.Outcome(row, role, overHttp: true);
        return socket == http ? socket : $"{socket}/{http}";
    }

    static IEnumerable<string> Differences(IEnumerable<RightsRow> expected, IEnumerable<RightsRow> actual) =>
        from pair in expected.Zip(actual)
        from column in Enumerable.Range(0, RightsTable.Roles.Length)
        where pair.First.Outcomes[column] != pair.Second.Outcomes[column]
        select $"{pair.First.Type} in {pair.First.Place} by {RightsTable.Roles[column]}: the table says {pair.First.Outcomes[column]}, the "
            + $"node {pair.Second.Outcomes[column]}";
}
