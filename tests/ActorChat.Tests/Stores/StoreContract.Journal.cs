using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>Reading events, purging them, snapshots.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task ReadForward_WhenThereAreMore_StopsAtTheLimit()
    {
        await Committed(new Write(Room("a"), 0, Said(5)));

        (await Store.ReadForward(Room("a"), 1, 2, default)).Select(e => e.Seq).ShouldBe([2, 3]);
        (await Store.ReadForward(Room("a"), 3, 9, default)).Select(e => e.Seq).ShouldBe([4, 5]);
        (await Store.ReadForward(Room("a"), 5, 9, default)).ShouldBeEmpty();
        (await Store.ReadForward(Room("a"), long.MaxValue, 9, default)).ShouldBeEmpty();
        (await Store.ReadForward(Room("none"), 0, 9, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Trim_KeepsWhatWasCommitted_AndTheStoreGoesOn()
    {
        await Committed(new Write(Room("a"), 0, Said(300)));
        await Store.Trim(default);
        await Committed(new Write(Room("a"), 300, Said(2)));
        (await Store.ReadForward(Room("a"), 298, 9, default)).Select(e => e.Seq).ShouldBe([299, 300, 301, 302]);
    }

    [Fact]
    public async Task ReadForward_WhenNamesAreAlike_ReadsOneEntityOnly()
    {
        string[] names = ["a", "A", "a/", "ab", "a b", "ä", "a\u0308", "a~b", "%", "_", "'", "😀"];
        await Store.Commit([.. names.Select(name => new Write(Room(name), 0, [Said(name)]))], default);
        await Committed(new Write(new EntityId("user", "a"), 0, [Said("user a")]));

        foreach (var name in names)
            Text((await Store.ReadForward(Room(name), 0, 9, default)).ShouldHaveSingleItem().Body).ShouldBe(name);
    }

    [Fact]
    public async Task ReadBack_WhenBounded_ReturnsTheNewestOldestFirst()
    {
        await Committed(new Write(Room("a"), 0, Said(9)));

        async Task<long[]> Back(long before, long since, int limit) =>
            [.. (await Store.ReadBack(Room("a"), before, since, [], limit, default)).Select(e => e.Seq)];

        (await Back(long.MaxValue, 0, 3)).ShouldBe([7, 8, 9]);
        (await Back(7, 0, 3)).ShouldBe([4, 5, 6]);
        (await Back(7, 6, 3)).ShouldBe([6]);
        (await Back(7, 7, 3)).ShouldBeEmpty();
        (await Back(2, 0, 3)).ShouldBe([1]);
    }

    [Fact]
    public async Task ReadBack_WhenTypesAreGiven_CountsOnlyThese()
    {
        string[] types = ["posted", "joined", "posted", "edited", "left", "posted", "it's", "joined"];
        await Committed(new Write(Room("a"), 0, [.. types.Select(type => Said("", type))]));

        async Task<long[]> Back(int limit, params string[] types) =>
            [.. (await Store.ReadBack(Room("a"), long.MaxValue, 0, types, limit, default)).Select(e => e.Seq)];

        (await Back(2, "posted")).ShouldBe([3, 6]);
        (await Back(9, "posted", "edited")).ShouldBe([1, 3, 4, 6]);
        (await Back(9, "it's")).ShouldBe([7]);
        (await Back(9, "none")).ShouldBeEmpty();
        (await Back(9)).Length.ShouldBe(8);
    }

    [Fact]
    public async Task Purge_WhenInTheMiddle_LeavesAHoleAndTheNumbersGoOn()
    {
        await Committed(new Write(Room("a"), 0, Said(6)));
        await Committed(new Write(Room("b"), 0, Said(6)));

        await Committed(new Write(Room("a"), 6, []) { Purges = [new PurgeRange(2, 4), new PurgeRange(5, 6)] });
        await Committed(new Write(Room("a"), 6, Said(1)));

        (await Seqs(Room("a"))).ShouldBe([1, 4, 6, 7]);
        (await Store.ReadForward(Room("a"), 2, 2, default)).Select(e => e.Seq).ShouldBe([4, 6]);
        (await Store.ReadBack(Room("a"), 6, 0, [], 9, default)).Select(e => e.Seq).ShouldBe([1, 4]);
        (await Seqs(Room("b"))).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task Purge_WhenItCoversEverything_LeavesTheLastEvent()
    {
        await Committed(new Write(Room("a"), 0, Said(4)));
        var everything = new PurgeRange(0, long.MaxValue);

        await Committed(new Write(Room("a"), 4, []) { Purges = [everything] });
        (await Seqs(Room("a"))).ShouldBe([4]);

        await Committed(new Write(Room("a"), 4, Said(3)) { Purges = [everything] });
        (await Seqs(Room("a"))).ShouldBe([7]);

        (await Commit(new Write(Room("a"), 0, Said(1)))).ShouldBe(CommitOutcome.Conflict);
        await Committed(new Write(Room("a"), 7, Said(1)));
    }

    [Fact]
    public async Task Purge_WhenThereIsNothingToPurge_IsHarmless()
    {

        await Committed(new Write(Room("a"), 0, []) { Purges = [new PurgeRange(0, long.MaxValue)] });
        await Committed(new Write(Room("a"), 0, Said(2)) { Purges = [new PurgeRange(5, 3)] });

        (await Seqs(Room("a"))).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Snapshot_WhenWrittenAgain_IsReplaced()
    {
        (await Store.ReadSnapshot(Room("a"), default)).ShouldBeNull();

        await Committed(new Write(Room("a"), 0, Said(1)) { Snapshot = new StoredSnapshot(1, Bytes("one")) });
        await Committed(new Write(Room("a"), 1, Said(1)) { Snapshot = new StoredSnapshot(2, Bytes("two")) });
        await Committed(new Write(Room("a"), 2, Said(1)));

        var snapshot = (await Store.ReadSnapshot(Room("a"), default)).ShouldNotBeNull();
        (snapshot.Seq, Text(snapshot.Body)).ShouldBe((2, "two"));
        (await Store.ReadSnapshot(Room("b"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Read_WhenCancelledBefore_Throws()
    {
        var cancelled = new CancellationToken(true);

        await Should.ThrowAsync<OperationCanceledException>(() => Store.ReadForward(Room("a"), 0, 1, cancelled));
        await Should.ThrowAsync<OperationCanceledException>(() => Store.Keep("one", LongLease, "", false, cancelled));
    }
}
