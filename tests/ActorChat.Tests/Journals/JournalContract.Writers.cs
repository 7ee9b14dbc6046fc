using ActorChat.Tests.Stores;
using ActorChat.Node;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;
using Akka.Actor;

namespace ActorChat.Tests.Journals;

/// <summary>Several writers of one entity, writes under way, and the library's own journal on the same rows.</summary>
public abstract partial class JournalContract
{
    static Task<string> Say(IActorRef entity, string text, WriteExtras? extras = null) =>
        entity.Ask<string>(new TestEntity.Say(text, extras), Patience);

    static Task<string> Said(IActorRef entity) => entity.Ask<string>(new TestEntity.Ask(), Patience);

    [Fact]
    public async Task Writer_WhenItWasReplacedAndComesLater_IsRejectedAndRecoversAll()
    {
        var id = NewId();
        var old = A.Entity(id);
        (await Say(old, "one")).ShouldBe("ok 1");
        var owner = B.Entity(id);
        (await Say(owner, "two")).ShouldBe("ok 2");

        (await Say(old, "late")).ShouldBe($"rejected {nameof(WriteConflictException)}");

        (await Say(owner, "three")).ShouldBe("ok 3");
        (await Said(A.Entity(id))).ShouldBe("one two three");
    }

    [Fact]
    public async Task Writer_WhenTheReplacedOneComesFirst_RejectsTheOwnerOnceAndLosesNothing()
    {
        var id = NewId();
        var old = A.Entity(id);
        (await Say(old, "one")).ShouldBe("ok 1");
        var owner = B.Entity(id);
        (await Said(owner)).ShouldBe("one");
        (await Say(old, "late")).ShouldBe("ok 2");

        (await Say(owner, "two")).ShouldBe($"rejected {nameof(WriteConflictException)}");

        var again = B.Entity(id);
        (await Said(again)).ShouldBe("one late");
        (await Say(again, "two")).ShouldBe("ok 3");
        (await Say(old, "later")).ShouldBe($"rejected {nameof(WriteConflictException)}");
    }

    [Fact]
    public async Task Entity_WhenItMovesAwayAndBack_LosesNothing()
    {
        var id = NewId();
        await A.Client.Write(id, 1, "t1", "t2", "t3");
        await B.Client.Write(id, 4, "t4", "t5", "t6");
        await A.Client.Write(id, 7, "t7", "t8", "t9");

        (await A.Client.Replay(id)).Events.ShouldBe(Expected(1, 9));
        (await Said(B.Entity(id))).ShouldBe("t1 t2 t3 t4 t5 t6 t7 t8 t9");
    }

    // Why the replay filter is off: the library's journals have a writer id each.
    [Fact]
    public async Task Entity_WhenItMovesAwayAndBackWithTheFilterOn_LosesWhatTheFilterDrops()
    {
        var id = NewId();
        await using var other = JournalNode.Stock(database.Config);
        await using var filtered = JournalNode.Stock(
            database.Config, "akka.persistence.journal.sql.replay-filter.mode = repair-by-discard-old");
        await Stock.Client.Write(id, 1, "t1", "t2", "t3");
        await other.Client.Write(id, 4, "t4", "t5", "t6");
        await Stock.Client.Write(id, 7, "t7", "t8", "t9");

        (await filtered.Client.Replay(id)).Events.Count.ShouldBeLessThan(9);
        (await A.Client.Replay(id)).Events.ShouldBe(Expected(1, 9));
    }

    [Fact]
    public async Task Write_WhenOneOfThirtyIsInConflict_IsRejectedAloneAndNothingIsShutOut()
    {
        const int Entities = 30;
        var store = await database.Open();
        var held = new HeldStore(store);
        await using var node = JournalNode.Ours(database.Config, store, held);
        var ids = Enumerable.Range(0, Entities).Select(_ => NewId()).ToList();
        await A.Client.Write(ids[7], 1, "t1");

        held.HoldTurn();
        var writes = ids.Select(id => node.Client.Write(id, 1, "mine")).ToList();
        await Eventually.True(() => node.Journal!.UnderWay == Entities, "all are handed in");
        held.GiveTurn();
        var ends = await Task.WhenAll(writes);

        held.Batches.ShouldHaveSingleItem().Count.ShouldBe(Entities);
        ends.Count(end => end[0] == "ok").ShouldBe(Entities - 1);
        ends[7].ShouldBe([$"rejected {nameof(WriteConflictException)}"]);
        // More of them than the library's breaker forgives.
        foreach (var end in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => node.Client.Write(ids[7], 1, "mine"))))
        {
            end[0].ShouldStartWith("rejected");
        }
        (await node.Client.Write(ids[7], 2, "t2")).ShouldBe(["ok"]);
        (await node.Client.Replay(ids[7])).Events.ShouldBe(Expected(1, 2));
    }

    [Fact]
    public async Task Write_WhenNobodyKnowsItsEndManyTimes_ShutsNobodyOut()
    {
        var store = await database.Open();
        var held = new HeldStore(store);
        await using var node = JournalNode.Ours(database.Config, store, held);
        for (var n = 0; n < 20; n++)
        {
            held.FailNext(CommitOutcome.Unknown);
            (await node.Client.Write(NewId(), 1, "t1")).ShouldBe([$"failed {nameof(StoreUnavailableException)}"]);
        }
        (await node.Client.Write(NewId(), 1, "t1")).ShouldBe(["ok"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replay_WhenAWriteIsUnderWay_WaitsForIt(bool givenUp)
    {
        var id = NewId();
        var store = await database.Open();
        var held = new HeldStore(store);
        await using var node = JournalNode.Ours(database.Config, store, held, givenUp ? TimeSpan.FromMilliseconds(100) : null);
        (await A.Client.Write(id, 1, "t1")).ShouldBe(["ok"]);
        held.Hold();
        var writing = node.Client.Write(id, 2, "t2");
        if (givenUp) (await writing)[0].ShouldStartWith("failed");

        var replaying = node.Client.Replay(id);
        (await node.Client.Replay(NewId())).Highest.ShouldBe(0);
        replaying.IsCompleted.ShouldBeFalse();
        held.Release();

        var (events, highest) = await replaying;
        events.ShouldBe(Expected(1, 2));
        highest.ShouldBe(2);
        if (!givenUp) (await writing).ShouldBe(["ok"]);
    }

    [Fact]
    public async Task Rows_WhenWrittenByOurs_AreReplayedByTheLibrarysAndTheOtherWayRound()
    {
        var id = NewId();
        await A.Client.Write(id, 1, "t1", "t2");
        (await Stock.Client.Replay(id)).Events.ShouldBe(Expected(1, 2));
        (await Stock.Client.Write(id, 3, "t3", "t4")).ShouldBe(["ok", "ok"]);
        (await B.Client.Write(id, 5, "t5")).ShouldBe(["ok"]);

        foreach (var node in (JournalNode[])[A, B, Stock])
        {
            var (events, highest) = await node.Client.Replay(id);
            events.ShouldBe(Expected(1, 5));
            highest.ShouldBe(5);
        }
    }

    [Fact]
    public async Task Snapshot_WhenItGoesWithAnEvent_IsOfferedByOursAndByTheLibrarysStore()
    {
        var id = NewId();
        var entity = A.Entity(id);
        await Say(entity, "one");
        await Say(entity, "two", new WriteExtras { Snapshot = new StoredSnapshot(1, "older"u8.ToArray()) });
        await Say(entity, "three", new WriteExtras { Snapshot = new StoredSnapshot(2, "state"u8.ToArray()) });

        (await Said(B.Entity(id))).ShouldBe("room:state three");
        (await Said(Stock.Entity(id))).ShouldBe("room:state three");
    }

    [Fact]
    public async Task Snapshot_WhenTheLibraryHasSavedIt_IsOfferedByOurs()
    {
        var id = NewId();
        var entity = Stock.Entity(id);
        await Say(entity, "one");
        (await entity.Ask<string>(new TestEntity.Save("saved"), Patience)).ShouldBe("saved");
        await Say(entity, "two");

        (await Said(B.Entity(id))).ShouldBe("room:saved two");
    }
}
