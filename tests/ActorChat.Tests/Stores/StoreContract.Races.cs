using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>Several nodes at once.</summary>
public abstract partial class StoreContract
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_WhenTwoRaceForANumber_ExactlyOneWinsAndNeighboursAreLeftAlone(bool claimed)
    {
        const int Rounds = 20;
        var owned = await Owner();
        var other = await Opened();
        ShardClaim? Claim(int shard) => claimed ? owned(shard) : null;

        for (var after = 0; after < Rounds; after++)
        {
            var neighbour = after;
            Write[] Race(string who) =>
            [
                new(Room("raced"), Claim(0), after * 3, Said(3)),
                new(Room($"{who} {neighbour}"), Claim(1), 0, Said(1)),
            ];

            var outcomes = await Task.WhenAll(InBackground(() => Store.Commit(Race("x"), default)), InBackground(() => other.Commit(Race("y"), default)));

            outcomes.Select(o => o[0]).ShouldBe([CommitOutcome.Committed, CommitOutcome.Conflict], ignoreOrder: true);
            outcomes.ShouldAllBe(o => o[1] == CommitOutcome.Committed);
        }

        (await Seqs(Room("raced"))).ShouldBe(Enumerable.Range(1, Rounds * 3).Select(n => (long)n));
    }

    [Fact]
    public async Task Consume_WhenTwoRaceForALetter_ExactlyOneWins()
    {
        const int Rounds = 20;
        var claim = await Owner();
        var other = await Opened();

        for (var round = 0; round < Rounds; round++)
        {
            await Committed(new Write(Room("sender"), claim(0), 0, []) { Letters = [Letter($"{round}")] });
            var letter = (await Due()).ShouldHaveSingleItem().Id;
            var number = round;
            Write[] Race(string who) => [new(Room($"{who} {number}"), claim(who == "x" ? 1 : 2), 0, Said(1)) { Consumes = [letter] }];

            var outcomes = await Task.WhenAll(InBackground(() => Store.Commit(Race("x"), default)), InBackground(() => other.Commit(Race("y"), default)));

            outcomes.Select(o => o[0]).ShouldBe([CommitOutcome.Committed, CommitOutcome.Conflict], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Take_WhenNodesRace_EachShardHasOneOwner()
    {
        const int Nodes = 4;
        var stores = new List<IStore> { Store };
        while (stores.Count < Nodes) stores.Add(await Opened());
        var all = Enumerable.Range(0, ShardCount).ToArray();

        var taken = await Task.WhenAll(stores.Select((store, n) => InBackground(async () =>
        {
            await store.Join(Node($"n{n}", $"run{n}"), LongLease, default);
            return await store.Take($"run{n}", all, default);
        })));

        taken.SelectMany(t => t).Select(t => t.Shard).Order().ShouldBe(all);
        (await Store.ReadCluster(default)).Shards.ShouldAllBe(shard => shard.Epoch == 1 && shard.Owner != null);
    }

    [Fact]
    public async Task Join_WhenTwoIncarnationsRaceForAName_OneJoins()
    {
        var other = await Opened();

        var joined = await Task.WhenAll(
            InBackground(() => Store.Join(Node("n1", "x"), LongLease, default)),
            InBackground(() => other.Join(Node("n1", "y"), LongLease, default)));

        joined.Count(outcome => outcome.Joined).ShouldBe(1);
    }

    [Fact]
    public async Task Commit_WhenNodesCommitInParallel_EveryJournalIsWithoutGap()
    {
        const int Nodes = 3;
        const int Commits = 30;
        var claim = await Owner();
        var stores = new List<IStore> { Store };
        while (stores.Count < Nodes) stores.Add(await Opened());

        await Task.WhenAll(stores.Select((store, node) => InBackground(async () =>
        {
            for (var n = 0; n < Commits; n++)
            {
                // Every node also writes to shards and sends letters that the others use at the same moment, in another order.
                Write[] batch = [.. Enumerable.Range(0, 5).Select(k => (k + node) % 5).Select(k =>
                    new Write(Room($"{node}.{k}"), claim(k), n, Said(1)) { Letters = [Letter("", k)] })];
                (await store.Commit(batch, default)).ShouldAllBe(outcome => outcome == CommitOutcome.Committed);
            }
            return true;
        })));

        for (var node = 0; node < Nodes; node++)
            (await Seqs(Room($"{node}.4"))).ShouldBe(Enumerable.Range(1, Commits).Select(n => (long)n));
        var letters = await Store.ReadDue([0, 1, 2, 3, 4], At, int.MaxValue, default);
        letters.Select(letter => letter.Id).Distinct().Count().ShouldBe(Nodes * Commits * 5);
    }

    [Fact]
    public async Task Commit_WhenAShardIsTakenAtTheSameMoment_NothingIsWrittenUnderTheOldEpochAfterwards()
    {
        await Store.Join(Node("n1", "one"), LongLease, default);
        await Store.Join(Node("n2", "two"), LongLease, default);
        var other = await Opened();

        for (var round = 0; round < 10; round++)
        {
            var claim = new ShardClaim(3, "one", (await Store.Take("one", [3], default)).Single().Epoch);
            var room = Room($"r{round}");
            var begun = new TaskCompletionSource();
            var writing = InBackground(async () =>
            {
                var after = 0;
                while ((await Store.Commit([new Write(room, claim, after, [Said("one")])], default))[0] == CommitOutcome.Committed)
                {
                    after++;
                    begun.TrySetResult();
                }
                return after;
            });
            await begun.Task;

            await other.Release("one", [3], default);
            var epoch = (await other.Take("two", [3], default)).Single().Epoch;
            var last = (await other.ReadForward(room, 0, int.MaxValue, default)).Count;
            (await other.Commit([new Write(room, new ShardClaim(3, "two", epoch), last, [Said("two")])], default)).ShouldBe([CommitOutcome.Committed]);

            (await writing).ShouldBe(last);
            await other.Release("two", [3], default);
        }
    }

    protected static Task<T> InBackground<T>(Func<Task<T>> act) => Task.Run(act);
}
