using ActorChat.Node.Former.Ownership;

namespace ActorChat.Tests.Runtime;

public sealed class PlacementTests
{
    const int ShardCount = 256;
    static readonly string[] Three = ["n1", "n2", "n3"], Four = [.. Three, "n4"];

    [Fact]
    public void Shards_WhenThereAreNodes_AreSpreadEvenly()
    {
        var counts = All(Three).CountBy(node => node).ToDictionary();
        counts.Count.ShouldBe(3);
        counts.Values.ShouldAllBe(count => count > 60 && count < 110);
    }

    [Fact]
    public void Shards_WhenANodeComes_MoveOnlyToIt()
    {
        var moved = All(Three).Zip(All(Four)).Where(one => one.First != one.Second).ToList();
        moved.ShouldAllBe(one => one.Second == "n4");
        moved.Count.ShouldBeInRange(40, 90);
    }

    [Fact]
    public void Shards_WhenANodeGoes_OnlyItsOwnMove() =>
        All(Four).Zip(All(Three)).Where(one => one.First != one.Second).ShouldAllBe(one => one.First == "n4");

    [Fact]
    public void Shards_WhenNodesAreListedInAnotherOrder_StayWhereTheyAre() => All(Four).ShouldBe(All([.. Four.Reverse()]));

    [Fact]
    public void Shards_WhenThereIsNoNode_HaveNoPlace() => Placement.Of(7, []).ShouldBeNull();

    static List<string> All(string[] nodes) => [.. Enumerable.Range(0, ShardCount).Select(shard => Placement.Of(shard, nodes)!)];
}
