using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

public abstract partial class StoreContract
{
    static SearchText Words(long seq, string words, int second = 0, long? about = null) =>
        new(seq, about, At.AddSeconds(second == 0 ? seq : second), words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    async Task<SearchMark> Indexed(EntityId entity, params SearchText[] texts)
    {
        var mark = await Store.OpenSearch(entity, default);
        (await Store.Index(new SearchPage(entity, mark, texts.Max(text => text.Seq), texts), default)).ShouldBeTrue();
        return (await Store.ReadSearchMarks([entity], default))[entity];
    }

    async Task<IReadOnlyList<(string Entity, long Seq)>> Find(string words, params EntityId[] entities) =>
        [.. (await Store.FindWords(
            new SearchQuery([.. entities.Select(entity => new SearchScope(entity, 1))], words.Split(' '), null, 100), default))
            .Select(hit => (hit.Entity.Name, hit.Seq))];

    [Fact]
    public async Task OpenSearch_WhenNeverIndexed_BeginsAtNothing_AndThenStays()
    {
        (await Store.ReadSearchMarks([Room("a")], default)).ShouldBeEmpty();
        (await Store.OpenSearch(Room("a"), default)).ShouldBe(new SearchMark(0, 0));
        (await Indexed(Room("a"), Words(7, "x"))).ShouldBe(new SearchMark(7, 0));
        (await Store.OpenSearch(Room("a"), default)).ShouldBe(new SearchMark(7, 0));
        (await Store.ReadSearchMarks([Room("b"), Room("a"), Room("a")], default))
            .ShouldBe(new Dictionary<EntityId, SearchMark> { [Room("a")] = new(7, 0) });
    }

    [Fact]
    public async Task FindWords_WhenAllBeginSo_AnswersTheNewestFirst()
    {
        await Indexed(
            Room("a"), Words(1, "the plan of the lab"), Words(2, "another plan"), Words(3, "planetary labour"), Words(9, "lab", second: 1));
        await Indexed(Room("b"), Words(1, "plan b", second: 8));
        (await Find("plan", Room("a"))).ShouldBe([("a", 3), ("a", 2), ("a", 1)]);
        (await Find("plan lab", Room("a"))).ShouldBe([("a", 3), ("a", 1)]);
        (await Find("plan", Room("a"), Room("b"))).ShouldBe([("b", 1), ("a", 3), ("a", 2), ("a", 1)]);
        (await Find("lan", Room("a"))).ShouldBeEmpty();
        (await Find("plan", Room("c"))).ShouldBeEmpty();
        (await Find("plan")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("größe", "gr")]
    [InlineData("漢", "漢")]
    [InlineData("привет", "при")]
    [InlineData("नमस्ते", "नम")]
    [InlineData("and", "and")]
    [InlineData("near", "near")]
    [InlineData("1e5", "1e")]
    [InlineData("007", "00")]
    [InlineData("𐐨x", "𐐨")]
    public async Task FindWords_WhenOfAnyScript_TakesThemAsTheyAre(string word, string beginning)
    {
        await Indexed(Room("a"), Words(1, $"before {word} after"));
        (await Find(beginning, Room("a"))).ShouldBe([("a", 1)]);
        (await Find(word, Room("a"))).ShouldBe([("a", 1)]);
        (await Find(word + "z", Room("a"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task FindWords_WhenPaged_LeavesNothingOut_AlsoAtOneMoment()
    {
        await Indexed(Room("a"), [.. Enumerable.Range(1, 7).Select(seq => Words(seq, "same", second: 5))]);
        var seen = new List<long>();
        SearchPlace? before = null;
        while (await Store.FindWords(new SearchQuery([new SearchScope(Room("a"), 1)], ["same"], before, 3), default) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(hit => hit.Seq));
            before = page[^1].Place;
        }
        seen.Order().ShouldBe([1, 2, 3, 4, 5, 6, 7]);
    }

    [Fact]
    public async Task FindWords_WhenOlderThanSince_AreNotFound()
    {
        await Indexed(Room("a"), Words(1, "secret"), Words(2, "secret"));
        var found = await Store.FindWords(new SearchQuery([new SearchScope(Room("a"), 2)], ["secret"], null, 9), default);
        found.ShouldHaveSingleItem().Seq.ShouldBe(2);
    }

    [Fact]
    public async Task Index_WhenIndexedBefore_TakesThePlaceOfIt_AndNothingTakesItOut()
    {
        await Indexed(Room("a"), Words(1, "first"), Words(2, "second"));
        var mark = await Store.OpenSearch(Room("a"), default);
        (await Store.Index(new SearchPage(Room("a"), mark, 3, [Words(1, "changed"), Words(2, "")]), default)).ShouldBeTrue();
        (await Find("first", Room("a"))).ShouldBeEmpty();
        (await Find("second", Room("a"))).ShouldBeEmpty();
        (await Find("chang", Room("a"))).ShouldBe([("a", 1)]);
    }

    [Fact]
    public async Task Index_WhenTheMarkHasMoved_DoesNothing()
    {
        var read = await Store.OpenSearch(Room("a"), default);
        await Indexed(Room("a"), Words(1, "first"));
        (await Store.Index(new SearchPage(Room("a"), read, 2, [Words(2, "late")]), default)).ShouldBeFalse();
        (await Find("late", Room("a"))).ShouldBeEmpty();
        (await Store.Index(new SearchPage(Room("never"), default, 2, [Words(2, "late")]), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Purge_WhenIndexed_TakesTheWordsOutInTheSameCommit()
    {
        await Committed(new Write(Room("a"), 0, Said(5)));
        await Indexed(Room("a"), Words(1, "one"), Words(2, "two"), Words(3, "under two", about: 2), Words(4, "four"));
        await Indexed(Room("b"), Words(2, "two"));
        await Committed(new Write(Room("a"), 5, []) { Purges = [new PurgeRange(2, 3)] });
        (await Find("two", Room("a"), Room("b"))).ShouldBe([("b", 2)]);
        (await Find("one", Room("a"))).ShouldBe([("a", 1)]);
        (await Find("four", Room("a"))).ShouldBe([("a", 4)]);
    }

    [Fact]
    public async Task Purge_WhenSomebodyIsIndexing_MakesThemReadAnew()
    {
        await Committed(new Write(Room("a"), 0, Said(5)));
        var read = await Store.OpenSearch(Room("a"), default);
        await Committed(new Write(Room("a"), 5, []) { Purges = [new PurgeRange(2, 3)] });
        (await Store.Index(new SearchPage(Room("a"), read, 5, [Words(2, "deleted")]), default)).ShouldBeFalse();
        (await Find("deleted", Room("a"))).ShouldBeEmpty();
        (await Store.OpenSearch(Room("a"), default)).ShouldBe(new SearchMark(0, 1));
    }

    [Fact]
    public async Task Purge_WhenTheWriteIsInConflict_LeavesTheWords()
    {
        await Committed(new Write(Room("a"), 0, Said(5)));
        await Indexed(Room("a"), Words(2, "two"));
        var late = new Write(Room("a"), 4, []) { Purges = [new PurgeRange(2, 3)] };
        (await Store.Commit([late], default)).ShouldBe([CommitOutcome.Conflict]);
        (await Find("two", Room("a"))).ShouldBe([("a", 2)]);
    }

    [Fact]
    public async Task Index_WhenManyDoItAtOnce_EndsWithEveryWordOnce()
    {
        await Store.OpenSearch(Room("a"), default);
        var others = new List<IStore> { Store, await Opened(), await Opened() };
        await Task.WhenAll(others.Select(store => Task.Run(async () =>
        {
            while (await store.OpenSearch(Room("a"), default) is { Seq: < 50 } mark)
                await store.Index(new SearchPage(Room("a"), mark, mark.Seq + 1, [Words(mark.Seq + 1, "word")]), default);
        })));
        (await Find("word", Room("a"))).Select(hit => hit.Seq).ShouldBe(Enumerable.Range(1, 50).Reverse().Select(seq => (long)seq));
    }
}
