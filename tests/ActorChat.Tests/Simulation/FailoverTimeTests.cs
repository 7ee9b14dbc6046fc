using ActorChat.Node;
using ActorChat.Node.Entities;
using ActorChat.Node.Clustering;
using ActorChat.Node.Chat;
using ActorChat.Simulator;
using ActorChat.Simulator.Cluster;

namespace ActorChat.Tests.Simulation;

/// <summary>
/// How long it takes until everything answers again, in simulated time: so what the node adds to the cluster's own times is checked to the
/// millisecond, on any machine.
/// </summary>
public sealed class FailoverTimeTests
{
    static readonly FaultModel NothingElse =
        new() { AssociationBreaks = 0, TellLost = 0, StoreCallLost = 0, StoreAnswerLost = 0, StoreCallHangs = 0, DeathNoticedLate = 0 };
    static readonly TimeSpan Promised = NothingElse.MaxTakeover + TimeSpan.FromSeconds(2);
    static readonly List<EntityId> Rooms = [.. Enumerable.Range(1, 60).Select(i => Ids.Room($"r{i}"))];

    [Fact]
    public void Rooms_WhenTheirNodeIsKilled_AnswerWithinTheTakeoverAndTwoSeconds()
    {
        var longest = Enumerable.Range(1, 20).Max(seed => UntilAllAnswer((ulong)seed, kill: true));
        longest.ShouldBeLessThan(Promised);
        longest.ShouldBeGreaterThan(NothingElse.MinTakeover, "before the node is removed nobody takes over");
    }

    [Fact]
    public void Rooms_WhenTheirNodeLeavesInGoodOrder_AnswerWithinASecond() =>
        Enumerable.Range(1, 20).Max(seed => UntilAllAnswer((ulong)seed, kill: false)).ShouldBeLessThan(TimeSpan.FromSeconds(1));

    static TimeSpan UntilAllAnswer(ulong seed, bool kill)
    {
        var world = new SimWorld(seed, NothingElse, 100);
        for (var i = 1; i <= 3; i++) world.StartNode($"n{i}");
        world.Timeline.RunUntil(TimeSpan.FromSeconds(6));
        foreach (var room in Rooms) Ask(world.Nodes[0], room, () => { });
        var now = TimeSpan.FromSeconds(8) + TimeSpan.FromMilliseconds(137 * (double)seed);
        world.Timeline.RunUntil(now);
        var gone = world.Nodes[1];
        if (kill) gone.Place.Kill();
        else gone.Place.Post(() => _ = gone.Leave());
        var waiting = Rooms.Count;
        foreach (var room in Rooms) Ask(world.Nodes[0], room, () => waiting--);
        while (waiting > 0 && world.Timeline.Now < now + (2 * Promised))
        {
            world.Timeline.RunUntil(world.Timeline.Now + TimeSpan.FromMilliseconds(10));
        }
        foreach (var node in world.Nodes) node.Place.Kill();
        waiting.ShouldBe(0, string.Join('\n', world.Trace.Lines));
        return world.Timeline.Now - now;
    }

    static void Ask(SimNode node, EntityId room, Action answered) => node.Place.Post(async () =>
    {
        var result = await node.Chat.Actors.Region.Ask(room, new Visit("alice"), Repeat.Always, TimeSpan.FromSeconds(20));
        result.Status.ShouldBe(AskStatus.Answered);
        answered();
    });
}
