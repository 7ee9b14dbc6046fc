using System.Net.Sockets;
using System.Text;
using ActorChat.Node;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>
/// However a request to upgrade is written, it is granted or refused alike: most are taken before HTTP looks at them, the others by it.
/// </summary>
[Collection(OneNodeTests.Name)]
public sealed class UpgradeTests(OneNode node)
{
    const string Key = "dGhlIHNhbXBsZSBub25jZQ==", Proof = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    static readonly string[] Usual =
    [
        "Host: chat.example.org", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", $"Sec-WebSocket-Key: {Key}",
            $"Sec-WebSocket-Protocol: {ProtocolLimits.Subprotocol}",
    ];

    public static TheoryData<string, string[]> Granted => new()
    {
        { "usual", Usual },
        { "other case", [.. Usual.Select(
            line => line.Replace("Upgrade", "UPGRADE", StringComparison.Ordinal).Replace("Sec-", "sec-", StringComparison.Ordinal))] },
        { "several protocols", [.. Usual[..5], $"Sec-WebSocket-Protocol: other, {ProtocolLimits.Subprotocol}"] },
        { "a browser's origin", [.. Usual, "Origin: https://chat.example.org"] },
        { "behind a proxy", [.. Usual, "X-Forwarded-For: 192.0.2.1", "Via: 1.1 proxy"] },
        { "several tokens", [.. Usual.Select(line => line.Replace(": Upgrade", ": keep-alive, Upgrade", StringComparison.Ordinal))] },
    };

    public static TheoryData<string, string[], int> Refused => new()
    {
        { "no host", Usual[1..], 400 },
        { "no protocol", Usual[..5], 400 },
        { "another protocol", [.. Usual[..5], "Sec-WebSocket-Protocol: actorchat.v0"], 400 },
        { "no upgrade", [.. Usual[..2], .. Usual[3..]], 426 },
        { "a key of another length", [.. Usual[..4], "Sec-WebSocket-Key: c2hvcnQ=", Usual[5]], 426 },
        { "a header without a colon", [.. Usual, "nonsense"], 400 },
    };

    [Theory]
    [MemberData(nameof(Granted))]
    public async Task Upgrade_WhenItMayBe_IsGranted_AndTheNodeSaysHello(string _, string[] headers)
    {
        using var stream = await Connect();
        await stream.WriteAsync(Request(headers));
        var answer = await ReadUntil(stream, "\"type\":\"hello\"");
        answer.ShouldStartWith("HTTP/1.1 101 ");
        answer.ShouldContain($"Sec-WebSocket-Accept: {Proof}\r\n");
        answer.ShouldContain($"Sec-WebSocket-Protocol: {ProtocolLimits.Subprotocol}\r\n");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Upgrade_WhenItMayNotBe_IsRefused(string _, string[] headers, int status)
    {
        using var stream = await Connect();
        await stream.WriteAsync(Request(headers));
        (await ReadUntil(stream, "\r\n")).ShouldStartWith($"HTTP/1.1 {status} ");
    }

    [Fact]
    public async Task Upgrade_WhenItComesInTwoParts_IsGranted()
    {
        using var stream = await Connect();
        var request = Request(Usual);
        await stream.WriteAsync(request.AsMemory(0, 40));
        // The other half goes out when the node has surely seen the first: it has answered another connection since.
        await using var other = await node.Connect();
        (await other.Ask("ping")).Type.ShouldBe("pong");
        await stream.WriteAsync(request.AsMemory(40));
        (await ReadUntil(stream, "\"type\":\"hello\"")).ShouldStartWith("HTTP/1.1 101 ");
    }

    [Fact]
    public async Task Upgrade_WhenTheFirstMessageComesWithIt_TheMessageIsAnswered()
    {
        using var stream = await Connect();
        byte[] ping = [0x81, 0x80 | 22, 0, 0, 0, 0, .. "{\"id\":7,\"type\":\"ping\"}"u8];
        await stream.WriteAsync((byte[])[.. Request(Usual), .. ping]);
        (await ReadUntil(stream, "\"re\":7")).ShouldContain("hello");
    }

    // The first is taken before HTTP, the second by it; the other door's protocol is none here.
    [Theory]
    [InlineData("X-Forwarded-For: 192.0.2.1", ProtocolLimits.RemoteSubprotocol, 101)]
    [InlineData("Origin: https://chat.example.org", ProtocolLimits.RemoteSubprotocol, 101)]
    [InlineData("X-Forwarded-For: 192.0.2.1", ProtocolLimits.Subprotocol, 400)]
    public async Task Upgrade_WhenItIsForActorSystems_IsGrantedByTheirProtocolOnly(string more, string subprotocol, int status)
    {
        using var stream = await Connect();
        await stream.WriteAsync(Request([.. Usual[..5], more, $"Sec-WebSocket-Protocol: {subprotocol}"], ProtocolLimits.RemotePath));
        var answer = await ReadUntil(stream, "\r\n\r\n");
        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        if (status == 101) answer.ShouldContain($"Sec-WebSocket-Protocol: {subprotocol}\r\n");
    }

    static byte[] Request(string[] headers, string path = ProtocolLimits.WebSocketPath) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n{string.Join("\r\n", headers)}\r\n\r\n");

    async Task<NetworkStream> Connect()
    {
        var address = (await node.Node).Address;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(HostPort.HostOf(address), HostPort.PortOf(address));
        return new(socket, ownsSocket: true);
    }

    static async Task<string> ReadUntil(NetworkStream stream, string text)
    {
        var seen = new StringBuilder();
        var buffer = new byte[4096];
        using var deadline = new CancellationTokenSource(Eventually.Deadline);
        while (!seen.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, deadline.Token);
            if (count == 0) break;
            seen.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        return seen.ToString();
    }
}
