using ActorChat.Tests.Stores;
using ActorChat.Tui.Local;

namespace ActorChat.Tests.Tui;

/// <summary>The nodes that a client remembers, for the day on which those that it was given are gone.</summary>
public sealed class KnownNodesTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    KnownNodes Known(string file = "known-nodes.json") => new(Path.Combine(folder.Path, file));

    [Fact]
    public void Beside_WhenTheClusterWasSeen_NamesItsOtherNodesToo()
    {
        Known().Beside(["a:1"]).ShouldBe(["a:1"]);
        Known().Keep(["a:1", "b:1"], ["b:1", "c:1"]);
        Known().Keep(["x:1"], ["y:1"]);
        Known().Beside(["a:1"]).ShouldBe(["a:1", "b:1", "c:1"]);
        Known().Beside(["x:1"]).ShouldBe(["x:1", "y:1"]);
        Known().Keep(["a:1"], ["d:1"]);
        Known().Beside(["a:1"]).ShouldBe(["a:1", "d:1"]);
    }

    [Fact]
    public void Beside_WhenTheFileIsBroken_OrCantBeWritten_GivesWhatWasGiven()
    {
        File.WriteAllText(Path.Combine(folder.Path, "broken.json"), "{ not json");
        Known("broken.json").Beside(["a:1"]).ShouldBe(["a:1"]);
        var nowhere = new KnownNodes("/proc/no/such/place.json");
        nowhere.Keep(["a:1"], ["b:1"]);
        nowhere.Beside(["a:1"]).ShouldBe(["a:1"]);
    }

    [Fact]
    public void Keep_WhenThereAreManyClusters_IsBounded()
    {
        for (var i = 0; i < 50; i++) Known().Keep([$"given{i}:1"], [$"node{i}:1"]);
        Known().Beside(["given0:1"]).ShouldBe(["given0:1"]);
        Known().Beside(["given49:1"]).ShouldBe(["given49:1", "node49:1"]);
    }
}
