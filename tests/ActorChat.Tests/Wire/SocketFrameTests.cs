using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>What is the WebSocket's own: text that is none, and how it is asked for.</summary>
[Collection(OneNodeTests.Name)]
public sealed class SocketFrameTests(OneNode node)
{
    [Fact]
    public void Door_WhenATestSaysNothing_IsTheWebSocket() => WireDoor.IsRemote.ShouldBeFalse();

    [Fact]
    public async Task Message_WhenBinary_GetsAnError_AndTheConnectionCloses()
    {
        await using var client = await node.Connect();
        await client.Send("{\"id\":7,\"type\":\"ping\"}"u8.ToArray(), WebSocketMessageType.Binary);
        (await client.See("error")).Code.ShouldBe(ErrorCodes.NotText);
        (await client.Closed()).ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_WhenBinaryAndEmpty_ClosesTheConnection(bool afterAnEmptyText)
    {
        await using var client = await node.Connect();
        if (afterAnEmptyText) await client.Send("");
        await client.Send(Array.Empty<byte>(), WebSocketMessageType.Binary);
        (await client.See("error")).Code.ShouldBe(ErrorCodes.NotText);
        (await client.Closed()).ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Message_WhenNotUtf8_EndsTheConnection_AndNoOther()
    {
        await using var other = await node.Connect();
        await using var client = await node.Connect();
        await client.Send((byte[])[(byte)'{', 0xff, 0xfe, (byte)'}']);
        await client.Closed();
        await other.Right("ping");
    }

    [Fact]
    public async Task Connection_WhenNotTheProtocol_IsRefusedWithAReason()
    {
        var address = (await node.Node).Address;
        using var http = new HttpClient();
        using var plain = await http.GetAsync(new Uri($"http://{address}{ProtocolLimits.WebSocketPath}"));
        ((int)plain.StatusCode).ShouldBe(426);
        (await plain.Content.ReadAsStringAsync()).ShouldContain(ProtocolLimits.Subprotocol);

        using var nameless = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        await Should.ThrowAsync<WebSocketException>(
            nameless.ConnectAsync(new Uri($"ws://{address}{ProtocolLimits.WebSocketPath}"), default));
        ((int)nameless.HttpStatusCode).ShouldBe(400);

        using var wrong = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        wrong.Options.AddSubProtocol("actorchat.v0");
        await Should.ThrowAsync<WebSocketException>(wrong.ConnectAsync(new Uri($"ws://{address}{ProtocolLimits.WebSocketPath}"), default));
        ((int)wrong.HttpStatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task Healthz_WhenAsked_SaysTheNodeLives_AndReadyzThatItServes()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{(await node.Node).Address}") };
        (await http.GetStringAsync(new Uri("/healthz", UriKind.Relative))).ShouldBe("alive\n");
        (await http.GetStringAsync(new Uri("/readyz", UriKind.Relative))).ShouldStartWith("ready: up, 1 nodes");
    }
}
