using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>Letters: written with a commit, read when due, consumed with a commit, once.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task ReadDue_WhenLettersAreDue_OrdersThemByDueTimeThenId()
    {
        await Committed(new Write(Room("a"), 0, [])
        {
            Letters = [Letter("late", dueInMs: 500), Letter("b", 20), Letter("c", 20), Letter("a", 10)],
        });
        await Committed(new Write(Room("b"), 0, []) { Letters = [Letter("d", 20)] });

        var due = await Due(20);

        due.Select(letter => Text(letter.Body)).ShouldBe(["a", "b", "c", "d"]);
        due.ShouldAllBe(letter => letter.Target == Room("target"));
        due[0].Due.ShouldBe(At.AddMilliseconds(10));
        due.Skip(1).Select(letter => letter.Id).ShouldBeInOrder();
    }

    [Fact]
    public async Task ReadDue_WhenNotDue_LeavesThemOut()
    {
        await Committed(new Write(Room("a"), 0, [])
        {
            Letters = [Letter("one"), Letter("later", 1), Letter("two")],
        });

        (await Store.ReadDue(At, 9, default)).Select(letter => Text(letter.Body)).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task ReadDue_WhenThereAreMore_ReturnsTheFirst()
    {
        await Committed(new Write(Room("a"), 0, [])
        {
            Letters = [.. Enumerable.Range(0, 40).Select(n => Letter($"{n}", 100 - n))],
        });

        var due = await Store.ReadDue(At.AddSeconds(1), 4, default);

        due.Select(letter => Text(letter.Body)).ShouldBe(["39", "38", "37", "36"]);
    }

    [Fact]
    public async Task Consume_WhenTheLetterIsThere_DeletesItWithTheCommit()
    {
        await Committed(new Write(Room("a"), 0, []) { Letters = [Letter("one"), Letter("two"), Letter("three")] });
        var due = await Due();

        await Committed(new Write(Room("target"), 0, Said(1)) { Consumes = [due[2].Id, due[0].Id] });

        Text((await Due()).ShouldHaveSingleItem().Body).ShouldBe("two");
    }

    [Fact]
    public async Task Consume_WhenTheLetterIsGone_IsConflictAndHasNoEffect()
    {
        await Committed(new Write(Room("a"), 0, []) { Letters = [Letter("one"), Letter("two")] });
        var due = await Due();
        await Committed(new Write(Room("target"), 0, Said(1)) { Consumes = [due[0].Id] });

        var again = new Write(Room("target"), 1, Said(1)) { Consumes = [due[1].Id, due[0].Id] };
        (await Commit(again)).ShouldBe(CommitOutcome.Conflict);

        Text((await Due()).ShouldHaveSingleItem().Body).ShouldBe("two");
        (await Seqs(Room("target"))).ShouldBe([1]);
    }

    [Fact]
    public async Task Consume_WhenTwoOfABatchWantOneLetter_TheSecondConflicts()
    {
        await Committed(new Write(Room("a"), 0, []) { Letters = [Letter("one")] });
        var letter = (await Due()).Single().Id;

        var outcomes = await Store.Commit(
        [
            new Write(Room("b"), 0, Said(1)) { Consumes = [letter] },
            new Write(Room("c"), 0, Said(1)) { Consumes = [letter] },
        ], default);

        outcomes.ShouldBe([CommitOutcome.Committed, CommitOutcome.Conflict]);
        (await Seqs(Room("c"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Consume_WhenOneWriteNamesALetterTwice_IsConflict()
    {
        await Committed(new Write(Room("a"), 0, []) { Letters = [Letter("one")] });
        var letter = (await Due()).Single().Id;

        (await Commit(new Write(Room("b"), 0, Said(1)) { Consumes = [letter, letter] })).ShouldBe(CommitOutcome.Conflict);

        (await Due()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Letter_WhenItsIdIsTaken_ItsWriteIsNotCommitted()
    {
        var letter = Letter("one");
        await Committed(new Write(Room("a"), 0, []) { Letters = [letter] });

        (await Commit(new Write(Room("b"), 0, Said(1)) { Letters = [letter with { Body = Bytes("two") }] }))
            .ShouldNotBe(CommitOutcome.Committed);

        Text((await Due()).ShouldHaveSingleItem().Body).ShouldBe("one");
        (await Seqs(Room("b"))).ShouldBeEmpty();
    }
}
