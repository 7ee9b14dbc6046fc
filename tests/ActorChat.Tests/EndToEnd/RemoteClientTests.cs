using System.Net;
using System.Net.Sockets;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.EndToEnd;

/// <summary>The real client by Akka.Remote: what it opens, and what a bad way does to it.</summary>
[Collection(OneNodeTests.Name)]
public sealed class RemoteClientTests(OneNode node)
{
    const int Posts = 200, Cuts = 8, Seed = 15;

    // States of the kernel's table of TCP.
    const string Established = "01", Listening = "0A";

    [Fact]
    public async Task Client_WhenConnected_ListensOnNothing()
    {
        await using var client = PlainClient.ConnectAsProcess("client", [(await node.Node).Address]);
        await client.See(frame => frame.Text("link") == "open", "an open link");
        SocketsOf(client.Process.Id, Established).ShouldNotBeEmpty();
        SocketsOf(client.Process.Id, Listening).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_WhenConnectionsAreCutAtAnyMoment_ArriveOnce()
    {
        await using var proxy = new CuttingProxy { Target = FreeEndPoint() };
        await TalkThrough(proxy.Address, proxy.Target, proxy.Cut, () => proxy.Connections);
    }

    [Fact]
    public async Task Messages_WhenTheWayIsForWebSocketsOnly_ArriveOnce_HoweverItIsCut()
    {
        await using var proxy = new SocketProxy { Target = FreeEndPoint() };
        await TalkThrough(proxy.Address, proxy.Target, proxy.Cut, () => proxy.Connections);
        proxy.Messages.ShouldBeGreaterThan(Posts);
    }

    static async Task TalkThrough(string way, IPEndPoint target, Action cut, Func<int> connections)
    {
        using var folder = new TempFolder();
        await using var behind = NodeProcess.Start("n1", $"sqlite:{folder.File("chat.db")}",
            ["passwords.iterations=1000", "rooms.global-send-limit=", $"advertise={way}"], listen: target.ToString());
        await behind.Ready();
        await using var alice = PlainClient.Connect("alice", [way]);
        await using var bob = PlainClient.Connect("bob", [way]);
        await Task.WhenAll(alice.Right("/register alice correct-horse"), bob.Right("/register bob correct-horse"));
        await Task.WhenAll(alice.See("synced"), bob.See("synced"));
        var random = new Random(Seed);
        var cutAfter = Enumerable.Range(0, Cuts).Select(_ => random.Next(1, Posts)).ToHashSet();
        var cuts = 0;
        for (var i = 1; i <= Posts; i++)
        {
            await alice.Type($"message {i}");
            if (!cutAfter.Contains(i)) continue;
            // A cut that hits nobody is none: both have come back from the one before.
            await Eventually.True(
                () => connections() >= 2 * (cuts + 1) && alice.Link == "open" && bob.Link == "open", "both are connected");
            cut();
            cuts++;
        }
        foreach (var client in (PlainClient[])[alice, bob])
        {
            await client.SeeCount(Posts, frame => frame is { IsEvent: true, Type: "posted" }, "messages", TimeSpan.FromMinutes(2));
            client.Frames.Where(frame => frame is { IsEvent: true, Type: "posted" }).Select(frame => frame.Text("text"))
                .ShouldBe(Enumerable.Range(1, Posts).Select(i => $"message {i}"), client.Name);
        }
        connections().ShouldBeGreaterThanOrEqualTo(2 * (cuts + 1));
    }

    // Nobody else takes it in the moment until the node does.
    static IPEndPoint FreeEndPoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    // The process's sockets that are in this state, by their inodes.
    static IReadOnlyList<string> SocketsOf(int process, string state)
    {
        var own = Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToHashSet();
        return
        [
            .. new[] { "/proc/net/tcp", "/proc/net/tcp6" }.SelectMany(File.ReadLines)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length > 9 && columns[3] == state)
                .Select(columns => $"socket:[{columns[9]}]").Where(own.Contains),
        ];
    }
}
