using System.Reflection;
using ActorChat.Messages;
using ActorChat.Node.Doors.Http;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>The requests of the contract over HTTP: the same JSON, the same handlers, the same rooms.</summary>
[Collection(OneNodeTests.Name)]
public sealed class HttpRequestTests(OneNode node)
{
    [Fact]
    public async Task Post_WhenMadeOverHttp_ShowsOnTheSockets_AndTheOtherWayRound()
    {
        await using var socket = await node.Register("hilda-ws");
        using var api = await node.Api("hilda-http");
        var posted = await api.Right("post", "\"room\":\"Global\",\"text\":\"over http\",\"key\":\"k:1\"");
        posted.Type.ShouldBe("posted");
        (await socket.See("posted", ("text", "over http"))).Seq.ShouldBe(posted.Seq);
        await socket.Right("post", "\"room\":\"Global\",\"text\":\"over a socket\",\"key\":\"k:1\"");
        (await api.Right("history", "\"feed\":\"room/Global\",\"limit\":1")).List("events").ShouldHaveSingleItem().Text("text")
            .ShouldBe("over a socket");
    }

    [Fact]
    public async Task Join_WhenMadeOverHttp_IsSeenByTheUsersOwnClients()
    {
        await using var socket = await node.Register("ilse-ws");
        await socket.Right("create-room", "\"room\":\"http-den\",\"access\":\"open\"");
        using var api = await node.Api();
        var login = await api.Right("login", "\"name\":\"ilse-ws\",\"password\":\"correct-horse\"");
        api.Token = login.Text("token");
        await api.Right("create-room", "\"room\":\"http-den-2\",\"access\":\"open\"");
        await socket.See("room-state", ("room", "http-den-2"));
        var who = await api.Right("who", "\"room\":\"http-den\"");
        who.List("members").ShouldHaveSingleItem()["online"].GetBoolean().ShouldBeTrue();
        var sessions = await api.Right("sessions");
        sessions.List("sessions").ShouldHaveSingleItem().Text("session").ShouldNotBe(login.Text("session"));
    }

    [Fact]
    public async Task Reply_WhenTheRequestHasAnId_IsTheSameAsOnTheSocket()
    {
        await using var socket = await node.Connect();
        using var api = await node.Api();
        await socket.Send("""{"id":7,"type":"ping"}""");
        var frame = await socket.Reply(7);
        (await api.Right("ping", "\"id\":7")).Raw.ShouldBe(frame.Raw);
        (await api.Right("ping", "\"id\":7,\"type\":\"ping\"")).Raw.ShouldBe(frame.Raw);
        (await api.Send(HttpMethod.Post, "/v1/ping", null)).Json.Type.ShouldBe("pong");
    }

    [Fact]
    public async Task Post_WhenItHasNoKey_IsGivenOne_AndEachIsAMessage()
    {
        using var api = await node.Api("jutta");
        var first = await api.Right("post", "\"room\":\"Global\",\"text\":\"the same\"");
        var second = await api.Right("post", "\"room\":\"Global\",\"text\":\"the same\"");
        second.Seq.ShouldBeGreaterThan(first.Seq);
    }

    [Fact]
    public async Task Token_WhenItsLoginHasEnded_IsWorthlessAtOnce_AndOnlyThatOne()
    {
        using var api = await node.Api("karin");
        using var other = await node.Api();
        other.Token = (await other.Right("login", "\"name\":\"karin\",\"password\":\"correct-horse\"")).Text("token");
        await api.Right("logout");
        var refused = await api.Ask("history");
        (refused.Status, refused.Code).ShouldBe((401, ErrorCodes.BadToken));
        refused.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        await other.Right("history");
    }

    [Theory]
    [InlineData(null, ErrorCodes.NotLoggedIn)]
    [InlineData("", ErrorCodes.BadToken)]
    [InlineData("nonsense", ErrorCodes.BadToken)]
    [InlineData("nobody-at-all:AAAA", ErrorCodes.BadToken)]
    [InlineData("x:", ErrorCodes.BadToken)]
    public async Task Request_WhenTheTokenIsNone_IsRefused_AndSaysHowToLogIn(string? token, string code)
    {
        using var api = await node.Api();
        var answer = await api.Send(HttpMethod.Post, "/v1/history", null, token is null ? [] : [("Authorization", $"Bearer {token}")]);
        (answer.Status, answer.Code).ShouldBe((401, code), answer.ToString());
        answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        answer.Json.Text("detail")!.ShouldContain("/v1/login");
    }

    [Fact]
    public async Task Token_WhenItStandsInTheAddress_IsNotLookedAt()
    {
        using var api = await node.Api("lotte");
        var token = api.Token;
        api.Token = null;
        (await api.Send(HttpMethod.Post, $"/v1/history?token={token}&access_token={token}", null)).Code.ShouldBe(ErrorCodes.NotLoggedIn);
        (await api.Send(HttpMethod.Post, "/v1/history", null, ("Authorization", $"Basic {token}"))).Code.ShouldBe(ErrorCodes.NotLoggedIn);
    }

    [Fact]
    public async Task Problem_WhenARequestIsRefused_HasWhatTheSocketsErrorHas()
    {
        await using var socket = await node.Register("marta-ws");
        using var api = await node.Api("marta-http");
        var error = await socket.Ask("leave-room", "\"room\":\"Global\"");
        var answer = await api.Ask("leave-room", "\"room\":\"Global\"");
        answer.Status.ShouldBe(403);
        answer.ContentHeaders.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Json.Text("detail").ShouldBe(error.Text("message"));
        answer.Json.Text("code").ShouldBe(error.Code);
        answer.Json.Text("type").ShouldBe($"urn:actorchat:error:{error.Code}");
        answer.Json.Text("title").ShouldBe("Global room");
        answer.Json.Number("status").ShouldBe(403);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public void ProblemStatus_WhenListed_CoversEveryCode()
    {
        var codes = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);
        ProblemStatus.Table.Keys.Order().ShouldBe(codes.Order(), "give the new error code its HTTP status in Doors/Http/ProblemStatus.cs");
    }
}
