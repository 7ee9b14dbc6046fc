using System.Xml.Linq;
using ActorChat.Messages;
using ActorChat.Node.Handlers;
using ActorChat.Tests.EndToEnd.Harness;
using WireJson = ActorChat.Messages.Wire;

namespace ActorChat.Tests.Architecture;

/// <summary>Who may know whom, and what every project keeps.</summary>
public sealed class ProjectTests
{
    const int MaxLines = 300, MaxChars = 140;

    // The files that may touch clocks, threads and randomness of the real world.
    static readonly string[] Adapters =
    [
        "src/ActorChat.Node/Hosting/NodeProgram.cs",
        "src/ActorChat.Node/Passwords/PasswordVault.cs",
        "src/ActorChat.Node/Stores/Sqlite/SqliteReaders.cs",
        "src/ActorChat.Node/Stores/Sqlite/SqliteWriter.cs",
        "src/ActorChat.Tui/Files/RegularFile.cs",
    ];

    // Those that keep another process busy; every other test waits through Eventually.
    static readonly string[] Waiters =
    [
        "tests/ActorChat.Tests/Stores/PostgresFaultTests.cs",
        "tests/ActorChat.Tests/Stores/SqliteChild.cs",
        "tests/ActorChat.Tests/Stores/SqliteProcessTests.cs",
        "tests/ActorChat.Tests/Stores/StoreContract.cs",
    ];

    [Theory]
    [InlineData("ActorChat.Messages")]
    [InlineData("ActorChat.Remoting", "ActorChat.Messages")]
    [InlineData("ActorChat.Node", "ActorChat.Messages", "ActorChat.Remoting")]
    [InlineData("ActorChat.Tui", "ActorChat.Messages", "ActorChat.Remoting")]
    public void Project_WhenItReferencesOthers_KnowsOnlyThoseItMay(string project, params string[] known)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
        file.Descendants("ProjectReference").Where(reference => reference.Element("ReferenceOutputAssembly")?.Value != "false")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)).Order().ShouldBe(known.Order());
        Sources.Under($"src/{project}").SelectMany(source => source.Usings.Select(used => (source.Path, Used: used)))
            .Where(one => !known.Append(project)
                .Any(allowed => one.Used == allowed || one.Used.StartsWith(allowed + ".", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Request_WhenItExists_HasItsHandlerInAFileOfItsOwn()
    {
        var requests = WireJson.Strict.Request.PolymorphismOptions!.DerivedTypes.Select(one => one.DerivedType).ToHashSet();
        typeof(Request).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Request))).ShouldBe(requests, ignoreOrder: true);
        AllHandlers.Of(null!).Keys.ShouldBe(requests, ignoreOrder: true);
        requests.Select(type => $"src/ActorChat.Node/Handlers/{type.Name}Handler.cs")
            .Where(path => !File.Exists(Path.Combine(Repository.Root, path))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void File_WhenItGrows_StaysSmall(string folder) =>
        Sources.Under(folder).Where(file => file.Lines.Count > MaxLines).Select(file => $"{file.Path}: {file.Lines.Count} lines")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("src")]
    public void Line_WhenItIsRead_FitsOnAScreen(string folder) =>
        Sources.Under(folder).SelectMany(file => file.Lines.Where(line => line.Length > MaxChars).Select(line => $"{file.Path}: {line}"))
            .ShouldBeEmpty();

    [Fact]
    public void Test_WhenItWaits_WaitsForACondition() =>
        Sources.Under("tests/ActorChat.Tests").Where(file => !Waiters.Contains(file.Path))
            .Where(file => file.Lines.Any(line => Banned.Any(word => line.Contains(word, StringComparison.Ordinal))))
            .Select(file => file.Path).ShouldBeEmpty();

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void Engine_WhenItIsAkkas_LeavesNothingOfTheFormerOne(string folder) =>
        Sources.Under(folder).Where(file => file.Lines.Any(line => Gone.Any(name => line.Contains(name, StringComparison.Ordinal))))
            .Select(file => file.Path).ShouldBeEmpty();

    // Written so that this file does not find itself.
    static readonly string[] Gone = ["ActorChat" + ".Actors", "Node" + ".Former", "Tests" + ".Runtime"];
    static readonly string[] Banned = ["Thread" + ".Sleep(", "Task" + ".Delay("];

    [Fact]
    public void BannedApi_WhenUsed_StandsInANamedAdapter() =>
        Sources.Under("src").Where(file => file.Lines.Any(line => line.Contains("RS0030", StringComparison.Ordinal)))
            .Select(file => file.Path).ShouldBe(Adapters);
}
