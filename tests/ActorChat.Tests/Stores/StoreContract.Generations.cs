using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>Generations of the store, and which events are younger than one.</summary>
public abstract partial class StoreContract
{
    Task<bool> IsAfter(string room, long seq, string generation) => Store.IsAfterGeneration(Room(room), seq, generation, default);

    [Fact]
    public async Task BeginGeneration_WhenItIsThereAlready_StaysAsItIs()
    {
        await Store.BeginGeneration("one", default);
        await Store.BeginGeneration("two", default);
        await Committed(new Write(Room("lab"), 0, Said(1)));
        await Store.BeginGeneration("two", default);

        (await (await Opened()).ReadGenerations(default)).ShouldBe(["one", "two"]);
        (await IsAfter("lab", 1, "one")).ShouldBeTrue("it was committed in the second");
    }

    [Fact]
    public async Task IsAfterGeneration_WhenTheNextHadBegun_IsTrueForWhatWasCommittedSince()
    {
        await Store.BeginGeneration("one", default);
        await Committed(new Write(Room("lab"), 0, Said(2)));
        await Store.BeginGeneration("two", default);
        await Committed(new Write(Room("lab"), 2, Said(1)));
        await Committed(new Write(Room("new"), 0, Said(1)));
        await Store.BeginGeneration("three", default);
        await Committed(new Write(Room("lab"), 3, Said(1)));

        (await IsAfter("lab", 2, "one")).ShouldBeFalse();
        (await IsAfter("lab", 3, "one")).ShouldBeTrue();
        (await IsAfter("new", 1, "one")).ShouldBeTrue();
        (await IsAfter("lab", 4, "one")).ShouldBeTrue();
        (await IsAfter("lab", 3, "two")).ShouldBeFalse();
        (await IsAfter("lab", 4, "two")).ShouldBeTrue();
        (await IsAfter("lab", 4, "three")).ShouldBeFalse("it is the newest");
        (await IsAfter("lab", 5, "one")).ShouldBeFalse("there is no such event");
        (await IsAfter("lab", 4, "never")).ShouldBeFalse("there is no such generation");
    }

    [Fact]
    public async Task IsAfterGeneration_WhenTheEventWasRewritten_GoesByWhenItWasMade()
    {
        await Store.BeginGeneration("one", default);
        await Committed(new Write(Room("lab"), 0, Said(1)));
        await Store.BeginGeneration("two", default);
        await Committed(new Write(Room("lab"), 1, Said(1)) { Rewrites = [new(1, "posted", null, Json("other"))] });

        (await IsAfter("lab", 1, "one")).ShouldBeFalse();
    }

    [Fact]
    public async Task ReadGenerations_WhenThereWereVeryMany_KeepsTheNewest()
    {
        foreach (var number in Enumerable.Range(1, IGenerationStore.Kept + 3)) await Store.BeginGeneration($"g{number}", default);
        await Committed(new Write(Room("lab"), 0, Said(1)));

        var kept = await Store.ReadGenerations(default);
        kept.Count.ShouldBe(IGenerationStore.Kept);
        (kept[0], kept[^1]).ShouldBe(("g4", $"g{IGenerationStore.Kept + 3}"));
        (await IsAfter("lab", 1, "g4")).ShouldBeTrue();
        (await IsAfter("lab", 1, "g3")).ShouldBeFalse("nothing is known of it");
    }
}
