using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Former.Links;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Runtime;

public sealed class PulseTests
{
    readonly ManualTime time = new();
    readonly RecordingNetwork network = new();
    readonly Pulse pulse;

    public PulseTests()
    {
        pulse = new(network, NodeSettings.Default.Cluster.Actors, time, NullLogger.Instance);
        pulse.SetPeers([new NodeRecord("n2", "n2.x", "", "")]);
    }

    [Fact]
    public async Task Peer_WhenItAnswers_IsReached()
    {
        using var stop = Run();
        for (var i = 1; i <= 10; i++)
        {
            await Second(i);
            pulse.OnAnswered("n2.x");
        }
        pulse.Reaches("n2.x").ShouldBeTrue();
        network.GivenUp.ShouldBe(0);
    }

    [Fact]
    public async Task Peer_WhenItIsSilent_IsNotReached_AndItsLinkIsGivenUpNowAndThen()
    {
        using var stop = Run();
        for (var i = 1; i <= 4; i++) await Second(i);
        pulse.Reaches("n2.x").ShouldBeFalse();
        await Eventually.True(() => network.GivenUp == 1, "the link is given up");
        for (var i = 5; i <= 8; i++) await Second(i);
        await Eventually.True(() => network.GivenUp == 2, "it is given up again");
        pulse.OnAnswered("n2.x");
        pulse.Reaches("n2.x").ShouldBeTrue();
    }

    [Fact]
    public async Task Link_WhenItHasJustComeUp_HasItsChance()
    {
        using var stop = Run();
        for (var i = 1; i <= 3; i++) await Second(i);
        pulse.OnUp("n2.x");
        for (var i = 5; i <= 7; i++) await Second(i);
        network.GivenUp.ShouldBe(0);
    }

    CancellationTokenSource Run()
    {
        var stop = new CancellationTokenSource();
        _ = pulse.Run(stop.Token);
        return stop;
    }

    // Each second it asks once.
    Task Second(int questions)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return Eventually.True(() => network.Sent.Count == questions, $"question {questions}");
    }
}
