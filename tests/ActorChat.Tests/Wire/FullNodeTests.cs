using System.Net;
using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>How many connections there may be: one number for all doors.</summary>
[Collection(ProcessTests.Name)]
public sealed class FullNodeTests
{
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

    static async Task<HttpStatusCode> Refusal(string address, string path, string subprotocol)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(subprotocol);
        socket.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{address}{path}"), default));
        return socket.HttpStatusCode;
    }
}
