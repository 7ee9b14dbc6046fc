using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>The directory, and the chunks of files.</summary>
public abstract partial class StoreContract
{
    [Theory]
    [InlineData("", true, "100% sure, a_b, ab, axb, café, lab, lab_2, łódź, 日本語, 😀 room")]
    [InlineData("lab", true, "lab, lab_2")]
    [InlineData("a", true, "a_b, ab, axb")]
    [InlineData("ab", false, "ab, lab, lab_2")]
    [InlineData("%", false, "100% sure")]
    [InlineData("_", false, "a_b, lab_2")]
    [InlineData("a_", true, "a_b")]
    [InlineData("fé", false, "café")]
    [InlineData("ł", true, "łódź")]
    [InlineData("本", false, "日本語")]
    [InlineData("😀", true, "😀 room")]
    [InlineData("LAB", false, "")]
    [InlineData("*", false, "")]
    [InlineData("'", false, "")]
    [InlineData("\\", false, "")]
    [InlineData("no", true, "")]
    public async Task Search_WhenGivenText_TakesItAsPlainText(string text, bool prefix, string found)
    {
        string[] names = ["łódź", "lab", "100% sure", "a_b", "axb", "ab", "café", "日本語", "😀 room", "lab_2"];
        await Committed(new Write(Room("a"), 0, [])
        {
            Directory = [.. names.Select(name => new DirectoryChange("room", name, new DirectoryEntry(name, true)))],
        });

        var entries = await Store.Search("room", text, prefix, listedOnly: true, 100, default);

        string.Join(", ", entries.Select(entry => entry.Name)).ShouldBe(found);
    }

    [Fact]
    public async Task Search_WhenListedOnlyLimitedOrOfAnotherKind_LeavesTheRestOut()
    {
        await Committed(new Write(Room("a"), 0, [])
        {
            Directory =
            [
                new DirectoryChange("room", "b", new DirectoryEntry("B", false)),
                new DirectoryChange("room", "a", new DirectoryEntry("A", true)),
                new DirectoryChange("room", "c", new DirectoryEntry("C", true)),
                new DirectoryChange("user", "a", new DirectoryEntry("Alice", true)),
            ],
        });

        (await Store.Search("room", "", true, true, 9, default)).Select(e => e.Name).ShouldBe(["A", "C"]);
        (await Store.Search("room", "", true, false, 2, default)).ShouldBe([new("A", true), new("B", false)]);
        (await Store.Search("user", "", false, false, 9, default)).Select(e => e.Name).ShouldBe(["Alice"]);
        (await Store.Search("none", "", false, false, 9, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Directory_WhenChangedAgain_KeepsTheLastChange()
    {
        DirectoryChange Set(string key, string name) => new("room", key, new DirectoryEntry(name, true));
        DirectoryChange Remove(string key) => new("room", key, null);
        await Committed(new Write(Room("a"), 0, []) { Directory = [Set("a", "A"), Set("b", "B"), Remove("none")] });

        await Committed(new Write(Room("a"), 0, [])
        {
            Directory = [Set("a", "no"), Set("a", "Å"), Remove("b"), Set("c", "C"), Remove("c"), Remove("d"), Set("d", "D")],
        });

        (await Store.Search("room", "", true, true, 9, default)).Select(e => e.Name).ShouldBe(["Å", "D"]);
    }

    [Fact]
    public async Task Directory_WhenTwoOfABatchChangeAKey_TheLastOneStands()
    {
        Write Naming(string room, string name) => new(Room(room), 0, Said(1))
        {
            Directory = [new DirectoryChange("room", "key", new DirectoryEntry(name, true))],
        };

        await Store.Commit([Naming("a", "A"), Naming("b", "B"), Naming("c", "C") with { After = 5 }], default);

        (await Store.Search("room", "", true, true, 9, default)).ShouldHaveSingleItem().Name.ShouldBe("B");
    }

    [Fact]
    public async Task PutChunk_WhenTheIndexIsThere_ReplacesIt()
    {
        byte[] large = [.. Enumerable.Range(0, 300_000).Select(n => (byte)(n * 31))];
        await Store.PutChunk("f", 0, Bytes("first"), default);
        await Store.PutChunk("f", 1, large, default);
        await Store.PutChunk("f", 0, Bytes("again"), default);
        await Store.PutChunk("g", 0, default, default);

        (await Store.GetChunk("f", 0, default)).ShouldBe(Bytes("again"));
        (await Store.GetChunk("f", 1, default)).ShouldBe(large);
        (await Store.GetChunk("g", 0, default)).ShouldBe([]);
        (await Store.GetChunk("f", 2, default)).ShouldBeNull();
        (await Store.GetChunk("h", 0, default)).ShouldBeNull();
    }

    [Fact]
    public async Task CountChunks_CountsFromTheFirst_ToTheFirstGap()
    {
        (await Store.CountChunks("f", default)).ShouldBe(0);
        foreach (var index in (int[])[1, 2, 5]) await Store.PutChunk("f", index, Bytes("x"), default);
        (await Store.CountChunks("f", default)).ShouldBe(0);
        await Store.PutChunk("g", 0, Bytes("x"), default);
        await Store.PutChunk("f", 0, Bytes("x"), default);
        (await Store.CountChunks("f", default)).ShouldBe(3);
        await Store.PutChunk("f", 1, Bytes("again"), default);
        foreach (var index in (int[])[4, 3]) await Store.PutChunk("f", index, Bytes("x"), default);
        (await Store.CountChunks("f", default)).ShouldBe(6);
    }

    [Fact]
    public async Task DropFiles_WhenCommitted_DeletesAllTheirChunks()
    {
        foreach (var file in new[] { "a", "b", "c" })
        {
            for (var index = 0; index < 3; index++) await Store.PutChunk(file, index, Bytes(file), default);
        }

        await Committed(new Write(Room("a"), 0, Said(1)) { DropFiles = ["a", "c", "none"] });

        (await Store.GetChunk("a", 0, default)).ShouldBeNull();
        (await Store.GetChunk("c", 2, default)).ShouldBeNull();
        (await Store.GetChunk("b", 1, default)).ShouldBe(Bytes("b"));
    }
}
