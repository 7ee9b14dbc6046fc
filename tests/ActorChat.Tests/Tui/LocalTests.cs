using System.Collections.Concurrent;
using ActorChat.Tui;
using ActorChat.Tui.Local;

namespace ActorChat.Tests.Tui;

public sealed class LocalTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("actorchat-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lock_WhileHeld_IsRefusedToOthers()
    {
        var folder = DataFolder.At(_folder);
        using (folder.TryLock().ShouldNotBeNull()) DataFolder.At(_folder).TryLock().ShouldBeNull();
        using var again = folder.TryLock().ShouldNotBeNull();
    }

    [Fact]
    public void Addresses_AreReadAsWritten_AndNullWhenThereAreNone()
    {
        var folder = DataFolder.At(_folder);
        folder.ReadAddresses().ShouldBeNull();
        folder.WriteAddresses(["127.0.0.1:1", "127.0.0.1:2"]);
        folder.ReadAddresses().ShouldBe(["127.0.0.1:1", "127.0.0.1:2"]);
        File.WriteAllText(Path.Combine(_folder, "cluster.json"), "{ half");
        folder.ReadAddresses().ShouldBeNull();
    }

    [Fact]
    public async Task Open_WhenAnotherClientRunsTheCluster_JoinsIt()
    {
        var folder = DataFolder.At(_folder);
        using var held = folder.TryLock();
        folder.WriteAddresses(["127.0.0.1:1"]);
        await using var cluster = await LocalCluster.Open(3, _folder, new FakeTime(), _ => { }, CancellationToken.None);
        cluster.Addresses.ShouldBe(["127.0.0.1:1"]);
    }

    [Fact]
    public async Task JoinedCluster_WhenItsNodesMoveOrEnd_SaysSo_WithoutAClock()
    {
        // No time passes: the system tells of the file.
        var (folder, time) = (DataFolder.At(_folder), new FakeTime());
        folder.WriteAddresses(["127.0.0.1:1"]);
        await using var cluster = new JoinedCluster(folder, ["127.0.0.1:1"], time);
        var (moved, noted) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        cluster.Moved = addresses => moved.Enqueue(Assert.Single(addresses));
        cluster.Noted = noted.Enqueue;
        moved.ShouldBeEmpty();
        folder.WriteAddresses(["127.0.0.1:2"]);
        await Eventually.True(() => moved.Contains("127.0.0.1:2"), "the nodes moved");
        folder.ForgetAddresses();
        await Eventually.True(() => !noted.IsEmpty, "the cluster is gone");
        folder.WriteAddresses(["127.0.0.1:3"]);
        await Eventually.True(() => moved.Contains("127.0.0.1:3"), "another client started it again");
        noted.ShouldHaveSingleItem().ShouldContain("has left");
    }

    [Fact]
    public async Task JoinedCluster_ThatMovedBeforeAnybodyWasThereToTell_TellsThen()
    {
        var folder = DataFolder.At(_folder);
        folder.WriteAddresses(["127.0.0.1:2"]);
        await using var cluster = new JoinedCluster(folder, ["127.0.0.1:1"], new FakeTime());
        var moved = new List<string>();
        cluster.Moved = moved.AddRange;
        cluster.Noted = _ => { };
        moved.ShouldBe(["127.0.0.1:2"]);
    }

    [Fact]
    public void Log_WhenFull_BecomesTheOldOne()
    {
        var folder = DataFolder.At(_folder);
        var path = Path.Combine(folder.LogFolder, "n1.log");
        File.WriteAllBytes(path, new byte[(5 * 1024 * 1024) + 1]);
        using (folder.OpenLog("n1")) new FileInfo(path).Length.ShouldBe(0);
        File.Exists(path + ".old").ShouldBeTrue();
    }

    [Theory]
    [InlineData("--local 0", "--local takes 1 to 9 nodes.")]
    [InlineData("--local 10", "--local takes 1 to 9 nodes.")]
    [InlineData("--local 1 --connect a:1", "give one of them")]
    [InlineData("--connect nowhere", "'nowhere' is not HOST:PORT.")]
    [InlineData("--connect a:1,b", "'b' is not HOST:PORT.")]
    [InlineData("--connect a:99999", "'a:99999' is not HOST:PORT.")]
    [InlineData("--connect a:1 --json", "give --plain too")]
    [InlineData("--connect a:1 --data /tmp", "give --local N too")]
    [InlineData("--connect a:1 --plain --linger -1", "--linger takes")]
    [InlineData("--bogus", "--bogus")]
    public void CommandLine_WhenWrong_SaysWhat(string line, string sentence) =>
        CommandLine.Root.Parse(line).Errors.ShouldContain(error => error.Message.Contains(sentence, StringComparison.Ordinal));

    [Theory]
    [InlineData("--connect a:1,b:2", new[] { "a:1", "b:2" })]
    [InlineData("--connect [::1]:7401", new[] { "[::1]:7401" })]
    [InlineData("--connect wss://chat.example:443", new[] { "wss://chat.example:443" })]
    [InlineData("--connect host:80", new[] { "host:80" })]
    public void CommandLine_WithAddresses_ReadsThem(string line, string[] addresses)
    {
        var parsed = CommandLine.Root.Parse(line);
        parsed.Errors.ShouldBeEmpty();
        CommandLine.Read(parsed).Connect.ShouldBe(addresses);
    }
}
