using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Clustering;

/// <summary>Which side gives way, whom to join, and when a node has slept: without a clock, a thread or an actor.</summary>
public sealed class SidesTests
{
    static NodeRow Row(string name, string side, long entered = 0, bool leaving = false) =>
        new(new NodeRecord(name, $"{name}-1", $"{name}:1", $"{name}:2", leaving), side, entered);

    [Fact]
    public void Best_WhenSidesDiffer_IsTheLarger_ThenTheElder_ThenTheFirstByName()
    {
        Sides.Best([Row("a", "x", 1), Row("b", "y", 2), Row("c", "y", 3)]).ShouldBe("y");
        Sides.Best([Row("a", "x", 9), Row("b", "y", 1)]).ShouldBe("y");
        Sides.Best([Row("a", "x"), Row("b", "y")]).ShouldBe("x");
        Sides.Best([Row("a", ""), Row("b", "")]).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, 3, true)]
    [InlineData(2, 3, false)]
    [InlineData(1, 2, false)]
    [InlineData(2, 5, true)]
    public void IsLesser_WhenItIsLessThanHalf(int members, int of, bool expected) => Sides.IsLesser(members, of).ShouldBe(expected);

    [Fact]
    public void ToJoin_WhenThereIsACluster_IsTheBestOnes_WithThoseThatStayFirst()
    {
        NodeRow[] rows = [Row("a", "x", leaving: true), Row("b", "x"), Row("c", "y"), Row("d", ""), Row("me", "y")];

        Sides.ToJoin(rows, "me-1").Select(node => node.Name).ShouldBe(["b", "a"]);
        Sides.ToJoin([Row("me", "y"), Row("d", "")], "me-1").ShouldBeEmpty();
    }

    [Fact]
    public void Strangers_WhenRowsLagBehindOrGo_AreNotCounted()
    {
        NodeRow[] rows = [Row("a", "x"), Row("b", "y"), Row("c", "y", leaving: true), Row("d", ""), Row("e", "y")];

        Sides.Strangers(rows, "x", new HashSet<string> { "a:2", "b:2" }).Select(row => row.Node.Name).ShouldBe(["e"]);
    }

    [Fact]
    public void SleepGuard_WhenATickComesTooLate_HasSleptForGood()
    {
        var clock = new SkippingClock();
        var guard = new SleepGuard(TimeSpan.FromSeconds(60), clock);
        clock.Skip(TimeSpan.FromSeconds(50));
        guard.Tick();
        guard.MayCommit.ShouldBeTrue();

        clock.Skip(TimeSpan.FromSeconds(61));
        guard.MayCommit.ShouldBeFalse();
        guard.HasSlept.ShouldBeFalse();
        guard.Tick();
        guard.Tick();

        (guard.HasSlept, guard.MayCommit).ShouldBe((true, false));
    }
}
