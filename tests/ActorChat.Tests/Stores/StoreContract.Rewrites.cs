using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>What is about a message: reading it, purging it with the message, and changing a message for good.</summary>
public abstract partial class StoreContract
{
    protected static NewEvent About(long about, string text, string type = "commented") => Said(text, type) with { About = about };

    [Fact]
    public async Task ReadAbout_WhenBounded_ReturnsTheNewestOldestFirst()
    {
        await Committed(new Write(Room("a"), 0,
            [Said("1"), Said("2"), About(1, "3"), About(2, "4"), About(1, "5", "reacted"), About(1, "6"), About(1, "7")]));
        await Committed(new Write(Room("b"), 0, [Said("1"), About(1, "other")]));

        async Task<long[]> Read(long about, long before, int limit, params string[] types) =>
            [.. (await Store.ReadAbout(Room("a"), about, before, types, limit, default)).Select(e => e.Seq)];

        (await Read(1, long.MaxValue, 9)).ShouldBe([3, 5, 6, 7]);
        (await Read(1, long.MaxValue, 2, "commented")).ShouldBe([6, 7]);
        (await Read(1, 6, 9, "commented", "reacted")).ShouldBe([3, 5]);
        (await Read(2, long.MaxValue, 9)).ShouldBe([4]);
        (await Read(3, long.MaxValue, 9)).ShouldBeEmpty();
        (await Read(1, long.MaxValue, 9, "it's")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Purge_WhenTypesAreGiven_LeavesTheOthers()
    {
        await Committed(new Write(Room("a"), 0, [Said("1"), Said("2", "joined"), Said("3"), Said("4", "it's"), Said("5"), Said("6")]));
        await Committed(new Write(Room("a"), 6, []) { Purges = [new PurgeRange(1, 6) { Types = ["posted", "it's"] }] });
        (await Seqs(Room("a"))).ShouldBe([2, 6]);
    }

    [Fact]
    public async Task Purge_WhenItTakesWhatIsAbout_TakesItFromWhereverItStands()
    {
        await Committed(new Write(Room("a"), 0, [Said("1"), Said("2"), About(1, "3"), About(2, "4"), About(1, "5"), Said("6", "joined")]));
        await Committed(new Write(Room("b"), 0, [Said("1"), About(1, "2"), Said("3")]));
        await Committed(new Write(Room("a"), 6,
            [About(1, "7"), About(2, "8"), About(1, "9")]) { Purges = [new PurgeRange(1, 2) { Types = ["posted"], AboutBefore = 9 }] });
        (await Seqs(Room("a"))).ShouldBe([2, 4, 6, 8, 9]);
        (await Seqs(Room("b"))).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Purge_WhenTheLastEventIsAboutIt_LeavesThat()
    {
        await Committed(new Write(Room("a"), 0, [Said("1"), About(1, "2"), About(1, "3")]));
        await Committed(new Write(Room("a"), 3, []) { Purges = [new PurgeRange(1, 2) { AboutBefore = long.MaxValue }] });
        (await Seqs(Room("a"))).ShouldBe([3]);
        await Committed(new Write(Room("a"), 3, Said(1)));
    }

    [Fact]
    public async Task Rewrite_ChangesTheBodyAndNothingElse()
    {
        await Committed(new Write(Room("a"), 0, [Said("1"), About(1, "2"), Said("3")]));
        await Committed(new Write(Room("b"), 0, Said(3)));
        await Committed(new Write(Room("a"), 3, [Said("4")])
        {
            Rewrites = [new RewrittenEvent(2, "commented", 1, Json("changed")), new RewrittenEvent(9, "posted", null, Json("not there"))],
        });
        var events = await Store.ReadForward(Room("a"), 0, 9, default);
        events.Select(e => (e.Seq, Text(e.Body), e.About)).ShouldBe([(1, "1", null), (2, "changed", 1L), (3, "3", null), (4, "4", null)]);
        events[1].Type.ShouldBe("commented");
        Text((await Store.ReadForward(Room("b"), 1, 1, default)).ShouldHaveSingleItem().Body).ShouldBe("text 2");
    }

    [Fact]
    public async Task Rewrite_WhenTheWriteIsRefused_ChangesNothing()
    {
        await Committed(new Write(Room("a"), 0, Said(2)));
        (await Commit(new Write(Room("a"), 1, []) { Rewrites = [new RewrittenEvent(1, "posted", null, Json("changed"))] }))
            .ShouldBe(CommitOutcome.Conflict);
        Text((await Store.ReadForward(Room("a"), 0, 1, default)).ShouldHaveSingleItem().Body).ShouldBe("text 1");
    }
}
