using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.EndToEnd;

[Collection(ProcessTests.Name)]
public sealed class LocalClusterTests : IDisposable
{
    // Draining takes 5 s at most.
    static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(15);

    readonly TempFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Local_WhenTheClientEnds_ItsNodesHaveEnded()
    {
        await using var client = await Started("first");
        var nodes = client.Process.Children();
        nodes.Count.ShouldBe(2);
        await client.Right("/register Alice correct-horse");
        await client.Right("/send Global hello, myself");
        await client.See("posted", ("feed", "room/Global"), ("text", "hello, myself"));

        (await client.Finish()).ShouldBe(0);
        nodes.ShouldAllBe(id => !ChildProcess.IsAlive(id));
    }

    [Fact]
    public async Task Local_WhenTheClientIsKilled_ItsNodesEndByThemselves()
    {
        await using var client = await Started("first");
        var nodes = client.Process.Children();
        nodes.Count.ShouldBe(2);
        client.Process.Send(Signal.Kill);
        await Eventually.True(() => !nodes.Any(ChildProcess.IsAlive), "the nodes have ended", EndDeadline);
    }

    [Fact]
    public async Task Local_WhenAClusterRunsOnTheFolder_JoinsIt()
    {
        await using var first = await Started("first");
        await first.Right("/register Alice correct-horse");
        await using var second = await Started("second");
        second.Process.Children().ShouldBeEmpty();
        await second.Right("/register Bob correct-horse");
        await second.Right("/send Global hello, Alice");
        await first.See("posted", ("feed", "room/Global"), ("by", "Bob"));

        (await second.Finish()).ShouldBe(0);
        await first.Right("/send Global still here");
    }

    [Fact]
    public async Task Local_WhenStartedAgain_ShowsWhatWasSaidBefore()
    {
        await using (var first = await Started("first"))
        {
            await first.Right("/register Alice correct-horse");
            await first.Right("/send Global for ever");
            (await first.Finish()).ShouldBe(0);
        }
        await using var second = await Started("second");
        await second.Right("/login Alice correct-horse");
        (await second.Right("/history Global")).List("events").ShouldHaveSingleItem().Text("text").ShouldBe("for ever");
    }

    [Fact]
    public async Task Local_WhenANodeIsKilledByItsPidFile_ItComesBackAtItsPort_AndTheNextClusterToo()
    {
        string[] addresses;
        await using (var first = await Started("first"))
        {
            addresses = Addresses();
            addresses.Length.ShouldBe(2);
            var pid = int.Parse(await File.ReadAllTextAsync(data.File("n2.pid")), System.Globalization.CultureInfo.InvariantCulture);
            first.Process.Children().ShouldContain(pid);
            System.Diagnostics.Process.GetProcessById(pid).Kill();
            await first.See(frame => frame.Is("local") && frame.Text("notice")?.Contains("is back at", StringComparison.Ordinal) == true,
                "n2 is back", Eventually.Deadline * 2);
            Addresses().ShouldBe(addresses);
            (await first.Finish()).ShouldBe(0);
        }
        File.Exists(data.File("n2.pid")).ShouldBeFalse();
        await using var second = await Started("second");
        Addresses().ShouldBe(addresses);

        string[] Addresses() =>
            System.Text.Json.JsonDocument.Parse(File.ReadAllText(data.File("cluster.json"))).RootElement.GetProperty("addresses")
            .EnumerateArray().Select(one => one.GetString()!).ToArray();
    }

    async Task<PlainClient> Started(string name)
    {
        var client = PlainClient.StartAsProcess(name, "--local", "2", "--data", data.Path);
        await client.See(frame => frame.Is("local", ("link", "open")), "open connection", Eventually.Deadline * 2);
        return client;
    }
}
