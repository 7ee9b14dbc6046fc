using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>Letters: written with a commit, read when due, consumed with a commit, once.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task ReadDue_WhenLettersAreDue_OrdersThemByDueTimeThenId()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, [])
        {
            Letters = [Letter("late", dueInMs: 500), Letter("b", 1, 20), Letter("c", 0, 20), Letter("a", 2, 10)],
        });
        await Committed(new Write(Room("b"), claim(0), 0, []) { Letters = [Letter("d", 1, 20)] });

        var due = await Due(20);

        due.Select(letter => Text(letter.Body)).ShouldBe(["a", "b", "c", "d"]);
        due.Select(letter => letter.Shard).ShouldBe([2, 1, 0, 1]);
        due.ShouldAllBe(letter => letter.Target == Room("target"));
        due[0].Due.ShouldBe(At.AddMilliseconds(10));
        due.Skip(1).Select(letter => letter.Id).ShouldBeInOrder();
    }

    [Fact]
    public async Task ReadDue_WhenOfOtherShardsOrNotDue_LeavesThemOut()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, [])
        {
            Letters = [Letter("mine", 3), Letter("other", 4), Letter("later", 3, 1), Letter("mine too", 5)],
        });

        var due = await Store.ReadDue([3, 5, 3], At, 9, default);

        due.Select(letter => Text(letter.Body)).ShouldBe(["mine", "mine too"]);
        (await Store.ReadDue([], At, 9, default)).ShouldBeEmpty();
        (await Store.ReadDue(At, 9, default)).Select(letter => Text(letter.Body)).ShouldBe(["mine", "other", "mine too"]);
    }

    [Fact]
    public async Task ReadDue_WhenThereAreMore_ReturnsTheFirst()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, [])
        {
            Letters = [.. Enumerable.Range(0, 40).Select(n => Letter($"{n}", n % 3, 100 - n))],
        });

        var due = await Store.ReadDue([0, 1, 2], At.AddSeconds(1), 4, default);

        due.Select(letter => Text(letter.Body)).ShouldBe(["39", "38", "37", "36"]);
        (await Store.ReadDue(At.AddSeconds(1), 4, default)).Select(letter => letter.Id).ShouldBe(due.Select(letter => letter.Id));
    }

    [Fact]
    public async Task Consume_WhenTheLetterIsThere_DeletesItWithTheCommit()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, []) { Letters = [Letter("one"), Letter("two"), Letter("three")] });
        var due = await Due();

        await Committed(new Write(Room("target"), claim(0), 0, Said(1)) { Consumes = [due[2].Id, due[0].Id] });

        Text((await Due()).ShouldHaveSingleItem().Body).ShouldBe("two");
    }

    [Fact]
    public async Task Consume_WhenTheLetterIsGone_IsConflictAndHasNoEffect()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, []) { Letters = [Letter("one"), Letter("two")] });
        var due = await Due();
        await Committed(new Write(Room("target"), claim(0), 0, Said(1)) { Consumes = [due[0].Id] });

        var again = new Write(Room("target"), claim(0), 1, Said(1)) { Consumes = [due[1].Id, due[0].Id] };
        (await Commit(again)).ShouldBe(CommitOutcome.Conflict);

        Text((await Due()).ShouldHaveSingleItem().Body).ShouldBe("two");
        (await Seqs(Room("target"))).ShouldBe([1]);
    }

    [Fact]
    public async Task Consume_WhenTwoOfABatchWantOneLetter_TheSecondConflicts()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, []) { Letters = [Letter("one")] });
        var letter = (await Due()).Single().Id;

        var outcomes = await Store.Commit(
        [
            new Write(Room("b"), claim(0), 0, Said(1)) { Consumes = [letter] },
            new Write(Room("c"), claim(0), 0, Said(1)) { Consumes = [letter] },
        ], default);

        outcomes.ShouldBe([CommitOutcome.Committed, CommitOutcome.Conflict]);
        (await Seqs(Room("c"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Consume_WhenOneWriteNamesALetterTwice_IsConflict()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, []) { Letters = [Letter("one")] });
        var letter = (await Due()).Single().Id;

        (await Commit(new Write(Room("b"), claim(0), 0, Said(1)) { Consumes = [letter, letter] })).ShouldBe(CommitOutcome.Conflict);

        (await Due()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Letter_WhenTheNewestWasConsumed_ItsIdIsNotGivenAgain()
    {
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, []) { Letters = [Letter("one")] });
        var first = (await Due()).Single().Id;
        await Committed(new Write(Room("target"), claim(0), 0, Said(1)) { Consumes = [first] });

        await Committed(new Write(Room("a"), claim(0), 0, []) { Letters = [Letter("two")] });

        (await Due()).Single().Id.ShouldBeGreaterThan(first);
    }
}
