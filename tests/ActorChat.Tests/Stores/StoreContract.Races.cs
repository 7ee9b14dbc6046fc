using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>Several nodes at once.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Commit_WhenTwoRaceForANumber_ExactlyOneWinsAndNeighboursAreLeftAlone()
    {
        const int Rounds = 20;
        var other = await Opened();

        for (var after = 0; after < Rounds; after++)
        {
            var neighbour = after;
            Write[] Race(string who) =>
            [
                new(Room("raced"), after * 3, Said(3)),
                new(Room($"{who} {neighbour}"), 0, Said(1)),
            ];

            var outcomes = await Task.WhenAll(
                InBackground(() => Store.Commit(Race("x"), default)), InBackground(() => other.Commit(Race("y"), default)));

            outcomes.Select(o => o[0]).ShouldBe([CommitOutcome.Committed, CommitOutcome.Conflict], ignoreOrder: true);
            outcomes.ShouldAllBe(o => o[1] == CommitOutcome.Committed);
        }

        (await Seqs(Room("raced"))).ShouldBe(Enumerable.Range(1, Rounds * 3).Select(n => (long)n));
    }

    [Fact]
    public async Task Consume_WhenTwoRaceForALetter_ExactlyOneWins()
    {
        const int Rounds = 20;
        var other = await Opened();

        for (var round = 0; round < Rounds; round++)
        {
            await Committed(new Write(Room("sender"), 0, []) { Letters = [Letter($"{round}")] });
            var letter = (await Due()).ShouldHaveSingleItem().Id;
            var number = round;
            Write[] Race(string who) => [new(Room($"{who} {number}"), 0, Said(1)) { Consumes = [letter] }];

            var outcomes = await Task.WhenAll(
                InBackground(() => Store.Commit(Race("x"), default)), InBackground(() => other.Commit(Race("y"), default)));

            outcomes.Select(o => o[0]).ShouldBe([CommitOutcome.Committed, CommitOutcome.Conflict], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Commit_WhenNodesCommitInParallel_EveryJournalIsWithoutGap()
    {
        const int Nodes = 3;
        const int Commits = 30;
        var stores = new List<IStore> { Store };
        while (stores.Count < Nodes) stores.Add(await Opened());

        await Task.WhenAll(stores.Select((store, node) => InBackground(async () =>
        {
            for (var n = 0; n < Commits; n++)
            {
                // Every node sends letters at the same moment as the others, in another order.
                Write[] batch = [.. Enumerable.Range(0, 5).Select(k => (k + node) % 5).Select(k =>
                    new Write(Room($"{node}.{k}"), n, Said(1)) { Letters = [Letter("")] })];
                (await store.Commit(batch, default)).ShouldAllBe(outcome => outcome == CommitOutcome.Committed);
            }
            return true;
        })));

        for (var node = 0; node < Nodes; node++)
            (await Seqs(Room($"{node}.4"))).ShouldBe(Enumerable.Range(1, Commits).Select(n => (long)n));
        var letters = await Store.ReadDue(At, int.MaxValue, default);
        letters.Select(letter => letter.Id).Distinct().Count().ShouldBe(Nodes * Commits * 5);
    }

    protected static Task<T> InBackground<T>(Func<Task<T>> act) => Task.Run(act);
}
