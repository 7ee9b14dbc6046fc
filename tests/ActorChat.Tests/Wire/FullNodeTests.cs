using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>How many connections there may be: one number for all doors, and fewer where the process may not have so many.</summary>
[Collection(ProcessTests.Name)]
public sealed class FullNodeTests
{
    // A node at rest has some 280 open.
    const int MayOpen = 400;

    [Fact]
    public async Task Node_WhenItIsFull_RefusesByEveryDoor_AndHasRoomAgainWhenOneGoes()
    {
        await using var cluster = await TestCluster.Start(1, "sessions.max-sessions=2");
        var address = cluster["n1"].Address;
        await using var socket = await SocketWire.Open(address);
        await using var remote = await RemoteWire.Open(address);
        await Eventually.See(() => cluster["n1"].Gauge("actorchat_sessions"), sessions => sessions == 2, "both count");
        (await Refusal(address, ProtocolLimits.WebSocketPath, ProtocolLimits.Subprotocol)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Refusal(address, ProtocolLimits.RemotePath, ProtocolLimits.RemoteSubprotocol)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        socket.Abort();
        await Eventually.See(() => cluster["n1"].Gauge("actorchat_sessions"), sessions => sessions == 1, "one is gone");
        await using var next = await RemoteWire.Open(address);
    }

    [Fact]
    public async Task Node_WhenConnectionsWouldTakeAllThatItMayOpen_ClosesThoseTooMany_AndServesTheOthers()
    {
        var (plain, folder) = (Ports.Free(), Directory.CreateTempSubdirectory("actorchat-full-"));
        await using (var node = NodeProcess.Start("n1", $"sqlite:{Path.Combine(folder.FullName, "chat.db")}",
            ["passwords.iterations=1000", $"http.http2-listen=127.0.0.1:{plain}"], mayOpen: MayOpen))
        {
            await node.Ready();
            await using var early = await WireClient.Connect(node.Address);
            await early.Register("early");
            var crowd = Enumerable.Range(0, MayOpen).Select(i => Call(i % 2 == 0 ? node.Address : $"127.0.0.1:{plain}")).ToList();
            await Eventually.True(() => crowd.Exists(IsClosed), "some are too many");
            await early.Right("post", "\"room\":\"Global\",\"text\":\"still here\",\"key\":\"k:1\"");
            foreach (var connection in crowd) connection.Dispose();
            await Eventually.See(() => Answers(node), answers => answers, "there is room again");
            await Eventually.True(() => node.Process.Errors.Contains("ulimit -n", StringComparison.Ordinal), "the log says so");
        }
        folder.Delete(recursive: true);
    }

    // It says nothing: it is looked at for seconds before the server gets it.
    static Socket Call(string address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPEndPoint.Parse(address));
        return socket;
    }

    static async Task<bool> Answers(NodeProcess node)
    {
        try
        {
            return await node.Readiness() is not "";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static bool IsClosed(Socket connection) => connection.Poll(0, SelectMode.SelectRead);

    static async Task<HttpStatusCode> Refusal(string address, string path, string subprotocol)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(subprotocol);
        socket.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{address}{path}"), default));
        return socket.HttpStatusCode;
    }
}
