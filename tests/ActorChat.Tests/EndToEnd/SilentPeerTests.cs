using System.Diagnostics;
using ActorChat.Tests.EndToEnd.Harness;
using Xunit.Abstractions;

namespace ActorChat.Tests.EndToEnd;

/// <summary>Peers that are there and do nothing any more, not even close: noticed within some 10 s on a machine that has time.</summary>
[Collection(ProcessTests.Name)]
public sealed class SilentPeerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Client_WhenItIsStopped_IsGoneForTheNode()
    {
        await using var cluster = await TestCluster.Start(1);
        var node = cluster["n1"];
        await using var client = PlainClient.ConnectAsProcess("client", [node.Address]);
        await client.Right("/register alice correct-horse");
        (await node.Gauge("actorchat_sessions")).ShouldBe(1);
        var watch = Stopwatch.StartNew();
        client.Process.Send(Signal.Stop);
        await Eventually.See(() => node.Gauge("actorchat_sessions"), sessions => sessions == 0, "no session");
        output.WriteLine($"noticed after {watch.Elapsed.TotalSeconds:F1} s");
        client.Process.Send(Signal.Continue);
        await Eventually.See(() => node.Gauge("actorchat_sessions"), sessions => sessions == 1, "it is back");
    }

    [Fact]
    public async Task Node_WhenItIsStopped_IsGoneForTheClient()
    {
        await using var cluster = await TestCluster.Start(1);
        var node = cluster["n1"];
        await using var client = PlainClient.Connect("client", [node.Address]);
        await client.Right("/register alice correct-horse");
        await client.See("synced");
        var watch = Stopwatch.StartNew();
        await node.Pause();
        await Eventually.True(() => client.Link != "open", "the client looks for another");
        output.WriteLine($"noticed after {watch.Elapsed.TotalSeconds:F1} s");
        node.Process.Send(Signal.Continue);
        await Eventually.True(() => client.Link == "open", "it is back");
    }
}
