using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>
/// Whatever is sent to the HTTP door gets problem details with a code, or a closed connection; never silence, and never a 500.
/// </summary>
[Collection(OneNodeTests.Name)]
public sealed class HttpBadRequestTests(OneNode node)
{
    [Theory]
    [InlineData("ping", "hello", ErrorCodes.BadJson)]
    [InlineData("ping", "{", ErrorCodes.BadJson)]
    [InlineData("ping", "[]", ErrorCodes.BadJson)]
    [InlineData("ping", "null", ErrorCodes.BadJson)]
    [InlineData("ping", "{} {}", ErrorCodes.BadJson)]
    [InlineData("ping", "{}x", ErrorCodes.BadJson)]
    [InlineData("ping", "{,}", ErrorCodes.BadJson)]
    [InlineData("ping", "{\"id\":1,}", ErrorCodes.BadJson)]
    [InlineData("ping", "{\"more\":1}", ErrorCodes.BadField)]
    [InlineData("ping", "{\"id\":-7}", ErrorCodes.BadField)]
    [InlineData("ping", "{\"type\":\"logout\"}", ErrorCodes.BadField)]
    [InlineData("ping", "{\"type\":5}", ErrorCodes.BadField)]
    [InlineData("ping", "{\"type\":\"ping\",\"type\":\"ping\"}", ErrorCodes.BadField)]
    [InlineData("login", "{}", ErrorCodes.BadField)]
    [InlineData("login", "{\"name\":null,\"password\":\"x\"}", ErrorCodes.BadField)]
    [InlineData("login", "{\"name\":\"x\",\"name\":\"y\",\"password\":\"x\"}", ErrorCodes.BadField)]
    [InlineData("login", "{\"name\":\"\\ud800\",\"password\":\"x\"}", ErrorCodes.BadField)]
    public async Task Body_WhenBad_GetsAProblemWithACode(string type, string body, string code)
    {
        using var api = await node.Api();
        var answer = await api.Send(HttpMethod.Post, $"/v1/{type}", new StringContent(body));
        (answer.Status, answer.Code).ShouldBe((400, code), answer.ToString());
        answer.Json.Text("detail").ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("POST", "/v1/fly", 404, ErrorCodes.UnknownType)]
    [InlineData("POST", "/v1/Ping", 404, ErrorCodes.UnknownType)]
    [InlineData("POST", "/v1/%22%7D", 404, ErrorCodes.UnknownType)]
    [InlineData("POST", "/v1/ping/more", 404, ErrorCodes.UnknownPath)]
    [InlineData("GET", "/", 404, ErrorCodes.UnknownPath)]
    [InlineData("GET", "/v2/ping", 404, ErrorCodes.UnknownPath)]
    [InlineData("GET", "/v1/../v1/ping", 405, ErrorCodes.BadMethod)]
    [InlineData("GET", "/v1/ping", 405, ErrorCodes.BadMethod)]
    [InlineData("DELETE", "/v1/ping", 405, ErrorCodes.BadMethod)]
    [InlineData("PROPFIND", "/v1/ping", 405, ErrorCodes.BadMethod)]
    public async Task Path_WhenThereIsNone_OrNotForThisMethod_GetsAProblem(string method, string path, int status, string code)
    {
        using var api = await node.Api();
        var answer = await api.Send(new(method), path, null);
        (answer.Status, answer.Code).ShouldBe((status, code), answer.ToString());
        if (status == 405) answer.ContentHeaders.Allow.ShouldContain("POST");
    }

    [Fact]
    public async Task Body_WhenOver64KiB_IsRefused_WithOrWithoutItsLength()
    {
        using var api = await node.Api();
        var large = Encoding.ASCII.GetBytes("{}".PadRight(ProtocolLimits.MaxRequestBytes + 1));
        var known = await api.Send(HttpMethod.Post, "/v1/ping", new ByteArrayContent(large));
        (known.Status, known.Code).ShouldBe((413, ErrorCodes.TooLarge));
        var chunked = await api.Send(HttpMethod.Post, "/v1/ping", new StreamContent(new Endless(large.Length)));
        (chunked.Status, chunked.Code).ShouldBe((413, ErrorCodes.TooLarge));
        (await api.Send(HttpMethod.Post, "/v1/ping", new ByteArrayContent(large[..^1]))).Json.Type.ShouldBe("pong");
    }

    [Fact]
    public async Task Body_WhenItIsGarbage_NeverGetsA500()
    {
        using var api = await node.Api("garbage-http");
        string[] types = ["ping", "post", "login", "history", "resume", "put-chunk"];
        for (var i = 0; i < 300; i++)
        {
            var answer = await api.Send(HttpMethod.Post, $"/v1/{types[i % types.Length]}", new ByteArrayContent(Garbage(i)));
            answer.Status.ShouldBe(400, answer.ToString());
            answer.Code.ShouldBeOneOf(ErrorCodes.BadJson, ErrorCodes.BadField);
        }
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("POST /v1/ping HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /v1/ping HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    public async Task Bytes_WhenTheyAreNoHttp_EndTheConnection_AndNoOther(string bytes)
    {
        var address = (await node.Node).Address.Split(':');
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address[0], int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture));
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(bytes));
        using var rest = new MemoryStream();
        await tcp.GetStream().CopyToAsync(rest).WaitAsync(Eventually.Deadline);
        Encoding.ASCII.GetString(rest.ToArray()).ShouldNotContain("HTTP/1.1 200");
        using var api = await node.Api();
        await api.Right("ping");
    }

    // Bytes, or bits of JSON in any order; never a whole request.
    static byte[] Garbage(int number)
    {
        if (number % 2 == 0) return [(byte)'{', .. RandomNumberGenerator.GetBytes(1 + (number * 7 % 500)), 0xff];
        string[] bits = ["{", "}", "[", "\"", ":", ",", "\"type\"", "\"key\"", "\"id\"", "1", "null", "\n", "\\u0000", "\\ud800", "é", " "];
        return Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, number).Select(_ => bits[RandomNumberGenerator.GetInt32(bits.Length)])) + "!");
    }

    // So long, and nobody knows it before.
    sealed class Endless(int bytes) : MemoryStream(new byte[bytes])
    {
        public override bool CanSeek => false;
    }
}
