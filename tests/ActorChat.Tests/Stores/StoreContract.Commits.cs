using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>What a commit accepts, refuses, and leaves alone.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Commit_WhenItFollowsTheLastEvent_IsReadBackAsWritten()
    {
        NewEvent[] events = [new(At, "posted", null, null, Json("hi")), new(At.AddMilliseconds(1), "edited", 1, "user/ałice", Json("ho"))];

        await Committed(new Write(Room("a"), 0, events));
        await Committed(new Write(Room("a"), 2, [new(At, "posted", null, "*", Json(""))]));

        var read = await Store.ReadForward(Room("a"), 0, 10, default);
        read.Select(e => (e.Seq, e.At, e.Type, e.About, e.Expels, Text(e.Body))).ShouldBe(
        [
            (1, At, "posted", null, null, "hi"),
            (2, At.AddMilliseconds(1), "edited", 1, "user/ałice", "ho"),
            (3, At, "posted", null, "*", ""),
        ]);
        read[0].At.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Commit_WhenTimesHaveAnOffsetAndFractions_KeepsTheMoment()
    {
        var at = new DateTimeOffset(2026, 11, 22, 12, 42, 7, 123, TimeSpan.FromHours(2)).AddTicks(4321);

        await Committed(new Write(Room("a"), 0, [new(at, "posted", null, null, Json(""))])
        {
            Letters = [new NewLetter(NextLetter(), at, Room("target"), default)],
        });

        (await Store.ReadForward(Room("a"), 0, 1, default))[0].At.ShouldBe(At);
        (await Due()).ShouldHaveSingleItem().Due.ShouldBe(At);
    }

    [Fact]
    public async Task Commit_WhenAnotherWroteMeanwhile_ComparesTheNumberAlone()
    {
        await Committed(new Write(Room("a"), 0, Said(2)));
        (await Commit(new Write(Room("a"), 0, Said(1)))).ShouldBe(CommitOutcome.Conflict);
        (await Commit(new Write(Room("a"), 1, []))).ShouldBe(CommitOutcome.Conflict);
        await Committed(new Write(Room("a"), 2, []) { Letters = [Letter("sent")] });
        await Committed(new Write(Room("a"), 2, Said(1)));

        (await Seqs(Room("a"))).ShouldBe([1, 2, 3]);
        (await Due()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ReadLast_WhenEventsCameAndWent_IsTheNewestOnesNumber()
    {
        (await Store.ReadLast(Room("a"), default)).ShouldBe(0);
        await Committed(new Write(Room("a"), 0, Said(3)));
        await Committed(new Write(Room("a"), 3, []) { Purges = [new PurgeRange(0, long.MaxValue)] });

        (await Store.ReadLast(Room("a"), default)).ShouldBe(3);
        (await Store.ReadLast(Room("b"), default)).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Commit_WhenItRepeatsANumberOrLeavesAGap_IsConflict(long after)
    {
        await Committed(new Write(Room("a"), 0, Said(2)));

        (await Commit(new Write(Room("a"), after, Said(1)))).ShouldBe(CommitOutcome.Conflict);

        (await Seqs(Room("a"))).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Commit_WhenTheFirstWriteLeavesAGap_IsConflict()
    {

        (await Commit(new Write(Room("a"), 1, Said(1)))).ShouldBe(CommitOutcome.Conflict);
    }

    [Fact]
    public async Task Commit_WhenWithoutEventsAfterAnotherNumber_IsConflict()
    {
        await Committed(new Write(Room("a"), 0, Said(2)));

        (await Commit(new Write(Room("a"), 1, []) { Letters = [Letter("stale")] })).ShouldBe(CommitOutcome.Conflict);
        (await Commit(new Write(Room("a"), 1, []))).ShouldBe(CommitOutcome.Conflict, "also when there is nothing to write");
        await Committed(new Write(Room("a"), 2, []));
        await Committed(new Write(Room("a"), 2, []) { Letters = [Letter("right")] });

        Text((await Due()).ShouldHaveSingleItem().Body).ShouldBe("right");
    }

    [Fact]
    public async Task Commit_WhenSomeWritesFail_TheyFailAloneAndInPlace()
    {
        await Committed(new Write(Room("late"), 0, Said(1)));

        var outcomes = await Store.Commit(
        [
            new Write(Room("a"), 0, Said(1)),
            new Write(Room("b"), 1, Said(1)),
            new Write(Room("late"), 0, Said(1)),
            new Write(Room("e"), 0, []) { Consumes = [4711] },
            new Write(Room("f"), 0, Said(3)),
        ], default);

        outcomes.ShouldBe(
        [
            CommitOutcome.Committed, CommitOutcome.Conflict, CommitOutcome.Conflict, CommitOutcome.Conflict, CommitOutcome.Committed,
        ]);
        (await Seqs(Room("a"))).ShouldBe([1]);
        (await Seqs(Room("b"))).ShouldBeEmpty();
        (await Seqs(Room("f"))).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_WhenItFails_HasNoEffectAtAll(bool aLetterIsGone)
    {
        await Store.PutChunk("kept", 0, Bytes("bytes"), default);
        await Committed(new Write(Room("a"), 0, Said(3))
        {
            Letters = [Letter("kept")],
            Directory = [new DirectoryChange("room", "kept", new DirectoryEntry("Kept", true))],
            Snapshot = new StoredSnapshot(2, Bytes("kept")),
        });
        var letter = (await Due()).Single().Id;

        var outcome = await Commit(new Write(Room("a"), aLetterIsGone ? 3 : 1, Said(1))
        {
            Letters = [Letter("lost")],
            Consumes = aLetterIsGone ? [letter, 4711] : [letter],
            Directory = [new DirectoryChange("room", "kept", null), new DirectoryChange("room", "lost", new DirectoryEntry("Lost", true))],
            Snapshot = new StoredSnapshot(3, Bytes("lost")),
            Purges = [new PurgeRange(1, 3)],
            DropFiles = ["kept"],
        });

        outcome.ShouldBe(CommitOutcome.Conflict);
        (await Seqs(Room("a"))).ShouldBe([1, 2, 3]);
        Text((await Due()).ShouldHaveSingleItem().Body).ShouldBe("kept");
        Text((await Store.ReadSnapshot(Room("a"), default))!.Body).ShouldBe("kept");
        (await Store.Search("room", "", true, false, 9, default)).ShouldHaveSingleItem().Name.ShouldBe("Kept");
        (await Store.GetChunk("kept", 0, default)).ShouldBe(Bytes("bytes"));
    }

    [Fact]
    public async Task Commit_WhenTheBatchIsEmpty_HasNoOutcomes() => (await Store.Commit([], default)).ShouldBeEmpty();

    [Fact]
    public async Task Commit_WhenCancelledBefore_IsUnknown()
    {

        var outcomes = await Store.Commit([new Write(Room("a"), 0, Said(1))], new CancellationToken(true));

        outcomes.ShouldBe([CommitOutcome.Unknown]);
    }

    [Fact]
    public async Task Commit_WhenManyEntitiesWriteEverything_KeepsItAll()
    {
        const int Entities = 150;
        Write Everything(int n) => new(Room($"r{n}"), 0, Said(3))
        {
            Letters = [Letter($"letter {n}")],
            Directory = [new DirectoryChange("room", $"r{n}", new DirectoryEntry($"R{n}", true))],
            Snapshot = new StoredSnapshot(3, Bytes($"state {n}")),
            Purges = [new PurgeRange(1, 2)],
        };

        var outcomes = await Store.Commit([.. Enumerable.Range(0, Entities).Select(Everything)], default);

        outcomes.ShouldAllBe(outcome => outcome == CommitOutcome.Committed);
        (await Due()).Select(letter => Text(letter.Body)).ShouldBe(Enumerable.Range(0, Entities).Select(n => $"letter {n}"));
        (await Store.Search("room", "r", true, true, 1000, default)).Count.ShouldBe(Entities);
        for (var n = 0; n < Entities; n += 30)
        {
            (await Seqs(Room($"r{n}"))).ShouldBe([2, 3]);
            Text((await Store.ReadSnapshot(Room($"r{n}"), default))!.Body).ShouldBe($"state {n}");
        }
    }

    [Fact]
    public async Task Commit_WhenTheCallerReusesItsBuffers_KeepsWhatItWasGiven()
    {
        byte[] buffer = [.. "first"u8], json = [.. "...{\"text\":\"irs\"}..."u8];
        await Committed(new Write(Room("a"), 0, [new(At, "posted", null, null, json.AsMemory(3..^3))])
        {
            Snapshot = new StoredSnapshot(1, buffer),
            Letters = [new NewLetter(NextLetter(), At, Room("target"), buffer)],
        });
        await Store.PutChunk("file", 0, buffer.AsMemory(2), default);

        buffer.AsSpan().Clear();
        json.AsSpan().Clear();

        Text((await Store.ReadForward(Room("a"), 0, 1, default))[0].Body).ShouldBe("irs");
        Text((await Store.ReadSnapshot(Room("a"), default))!.Body).ShouldBe("first");
        Text((await Due())[0].Body).ShouldBe("first");
        (await Store.GetChunk("file", 0, default)).ShouldBe(Bytes("rst"));
    }
}
