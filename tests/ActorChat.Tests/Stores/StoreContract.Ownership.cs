using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>Names, leases, shards.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Open_WhenAgain_KeepsWhatIsThere()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, Said(2)));

        var another = await Opened();

        (await another.ReadForward(Room("a"), 0, 9, default)).Count.ShouldBe(2);
        (await another.ReadCluster(default)).Shards.ShouldAllBe(shard => shard.Owner == "one" && shard.Epoch == 1);
    }

    [Fact]
    public async Task Open_WhenTheNumberOfShardsDiffers_IsRefusedWithAdvice()
    {
        var refused = await Should.ThrowAsync<StoreRefusedException>(() => Connected().Open(ShardCount * 2, default));

        refused.Message.ShouldContain($"Set the number of shards to {ShardCount}");
    }

    [Fact]
    public async Task ReadCluster_WhenEmpty_HasAllShardsFree()
    {
        var cluster = await Store.ReadCluster(default);

        cluster.Nodes.ShouldBeEmpty();
        cluster.NextLeaseEnd.ShouldBeNull();
        cluster.Shards.ShouldBe(Enumerable.Range(0, ShardCount).Select(shard => new ShardRecord(shard, null, 0)));
    }

    [Fact]
    public async Task Join_WhenTheNameIsFree_ShowsTheNode()
    {
        var node = new NodeRecord("n1", "n1-run7", "10.0.0.1:7401", "10.0.0.1:7501");
        (await Store.Join(node, LongLease, default)).ShouldBe(new JoinOutcome(true, TimeSpan.Zero));
        (await Store.Join(Node("n0", "n0-run1") with { Leaving = true }, LongLease, default)).Joined.ShouldBeTrue();

        (await Store.ReadCluster(default)).Nodes.ShouldBe([Node("n0", "n0-run1") with { Leaving = true }, node]);
    }

    [Fact]
    public async Task Join_WhenTheNameIsAlive_IsRefusedWithTheTimeThatIsLeft()
    {
        await Store.Join(Node("n1", "first"), LongLease, default);

        var second = await Store.Join(Node("n1", "second"), LongLease, default);

        second.Joined.ShouldBeFalse();
        second.RetryAfter.ShouldBeInRange(LongLease / 2, LongLease);
        (await Store.ReadCluster(default)).Nodes.ShouldHaveSingleItem().Incarnation.ShouldBe("first");
    }

    [Fact]
    public async Task Join_WhenRepeatedByTheSameIncarnation_KeepsItsShards()
    {
        var claim = await Owner("one", 2);

        (await Store.Join(Node("one", "one"), LongLease, default)).Joined.ShouldBeTrue();

        await Committed(new Write(Room("a"), claim(2), 0, Said(1)));
    }

    [Fact]
    public async Task Join_WhenTheOthersLeaseHasRunOut_ReplacesItAndFreesItsShards()
    {
        await Store.Join(Node("n1", "first"), LongLease, default);
        var taken = (await Store.Take("first", [1, 2], default)).Count;
        await Store.Renew("first", ShortLease, false, default);

        await Until(async () => (await Store.Join(Node("n1", "second"), LongLease, default)).Joined);

        taken.ShouldBe(2);
        var cluster = await Store.ReadCluster(default);
        cluster.Nodes.ShouldHaveSingleItem().Incarnation.ShouldBe("second");
        cluster.Shards.ShouldAllBe(shard => shard.Owner == null);
        (await Store.Renew("first", LongLease, false, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Renew_WhenAlive_ExtendsTheLeaseAndNotesLeaving()
    {
        await Store.Join(Node("n1", "one"), LongLease / 10, default);

        (await Store.Renew("one", LongLease, leaving: true, default)).ShouldBeTrue();

        (await Store.ReadCluster(default)).Nodes.ShouldHaveSingleItem().Leaving.ShouldBeTrue();
        (await Store.Join(Node("n1", "two"), LongLease, default)).RetryAfter.ShouldBeGreaterThan(LongLease / 2);
        (await Store.Renew("one", LongLease, leaving: false, default)).ShouldBeTrue();
        (await Store.ReadCluster(default)).Nodes.ShouldHaveSingleItem().Leaving.ShouldBeFalse();
    }

    [Fact]
    public async Task ReadCluster_WhenNodesLive_TellsWhenTheFirstLeaseEnds()
    {
        await Store.Join(Node("n1", "one"), LongLease, default);
        await Store.Join(Node("n2", "two"), LongLease / 2, default);

        var end = (await Store.ReadCluster(default)).NextLeaseEnd.ShouldNotBeNull();
        end.ShouldBeGreaterThan(TimeSpan.Zero);
        end.ShouldBeLessThanOrEqualTo(LongLease / 2);
        await Store.Leave("two", default);
        (await Store.ReadCluster(default)).NextLeaseEnd.ShouldNotBeNull().ShouldBeGreaterThan(LongLease / 2);
    }

    [Fact]
    public async Task Renew_WhenTheLeaseHasRunOut_IsFalseForEver()
    {
        await Store.Join(Node("n1", "one"), ShortLease, default);
        await Until(async () => (await Store.ReadCluster(default)).Nodes.Count == 0);

        (await Store.Renew("one", LongLease, false, default)).ShouldBeFalse();
        (await Store.Renew("never joined", LongLease, false, default)).ShouldBeFalse();
        (await Store.ReadCluster(default)).Nodes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leave_WhenAlive_RemovesTheNodeAndFreesItsShards()
    {
        await Owner("one", 1, 2);
        await Owner("two", 3);

        await Store.Leave("one", default);

        var cluster = await Store.ReadCluster(default);
        cluster.Nodes.ShouldHaveSingleItem().Name.ShouldBe("two");
        cluster.Shards[1].ShouldBe(new ShardRecord(1, null, 1));
        cluster.Shards[3].ShouldBe(new ShardRecord(3, "two", 1));
        (await Store.Renew("one", LongLease, false, default)).ShouldBeFalse();
        (await Store.Join(Node("one", "one again"), LongLease, default)).Joined.ShouldBeTrue();
    }

    [Fact]
    public async Task Take_WhenFree_RaisesTheEpochsAndReturnsWhatWasTaken()
    {
        await Store.Join(Node("n1", "one"), LongLease, default);
        await Store.Take("one", [2], default);
        await Store.Release("one", [2], default);

        var taken = await Store.Take("one", [4, 2, ShardCount + 1], default);

        taken.OrderBy(t => t.Shard).ShouldBe([new ShardRecord(2, "one", 2), new ShardRecord(4, "one", 1)]);
        (await Store.ReadCluster(default)).Shards[2].ShouldBe(new ShardRecord(2, "one", 2));
    }

    [Fact]
    public async Task Take_WhenTheOwnerIsAlive_TakesNothingOfIt()
    {
        await Owner("one", 1, 2);
        await Store.Join(Node("n2", "two"), LongLease, default);

        (await Store.Take("two", [1, 2, 3], default)).ShouldHaveSingleItem().ShouldBe(new ShardRecord(3, "two", 1));
        (await Store.Take("one", [1], default)).ShouldBeEmpty();
        (await Store.ReadCluster(default)).Shards[1].ShouldBe(new ShardRecord(1, "one", 1));
    }

    [Fact]
    public async Task Take_WhenTheOwnersLeaseHasRunOut_MovesTheShardAndFencesTheOwner()
    {
        await Store.Join(Node("n1", "one"), LongLease, default);
        var owned = (await Store.Take("one", [7], default)).ShouldHaveSingleItem();
        await Store.Renew("one", ShortLease, false, default);
        await Store.Join(Node("n2", "two"), LongLease, default);

        IReadOnlyList<ShardRecord> taken = [];
        await Until(async () => (taken = await Store.Take("two", [7], default)).Count > 0);

        taken.ShouldBe([new ShardRecord(7, "two", 2)]);
        (await Commit(new Write(Room("a"), new ShardClaim(7, "one", owned.Epoch), 0, Said(1)))).ShouldBe(CommitOutcome.Fenced);
        await Committed(new Write(Room("a"), new ShardClaim(7, "two", 2), 0, Said(1)));
    }

    [Fact]
    public async Task Take_WhenTheTakersLeaseHasRunOut_TakesNothing()
    {
        await Store.Join(Node("n1", "one"), ShortLease, default);
        await Until(async () => (await Store.ReadCluster(default)).Nodes.Count == 0);

        (await Store.Take("one", [1], default)).ShouldBeEmpty();
        (await Store.Take("never joined", [1], default)).ShouldBeEmpty();
        (await Store.ReadCluster(default)).Shards[1].ShouldBe(new ShardRecord(1, null, 0));
    }

    [Fact]
    public async Task Release_WhenOwned_FreesOnlyThese()
    {
        await Owner("one", 1, 2);
        await Owner("two", 3);

        await Store.Release("one", [1, 3], default);

        var shards = (await Store.ReadCluster(default)).Shards;
        shards[1].ShouldBe(new ShardRecord(1, null, 1));
        shards[2].ShouldBe(new ShardRecord(2, "one", 1));
        shards[3].ShouldBe(new ShardRecord(3, "two", 1));
    }

    [Fact]
    public async Task Agree_WhenSeveralPropose_TheFirstStandsForEver()
    {
        (await Store.Agree("secret", "first", default)).ShouldBe("first");
        (await Store.Agree("secret", "second", default)).ShouldBe("first");
        (await Store.Agree("another", "third", default)).ShouldBe("third");
    }
}
