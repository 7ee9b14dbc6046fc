using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Feeds over HTTP: pages by cursor, and a stream that goes on where it broke off.</summary>
[Collection(OneNodeTests.Name)]
public sealed class EventStreamTests(OneNode node)
{
    [Fact]
    public async Task Stream_WhenOpened_ShowsTheState_AndThenWhatHappens()
    {
        using var api = await node.Api("sse-anna");
        await using var stream = await EventStream.Open((await node.Node).Address, api.Token);
        await stream.See("synced");
        stream.Frames.Select(frame => frame.Type).Where(type => type != "presence")
            .ShouldBe(["hello", "user-state", "room-state", "synced"]);
        var posted = await api.Right("post", "\"room\":\"Global\",\"text\":\"to the stream\"");
        (await stream.See("posted", ("text", "to the stream"))).Seq.ShouldBe(posted.Seq);
        stream.LastId!.ShouldContain($"room/Global:{posted.Seq}");
        stream.LastId!.ShouldContain("user/sse-anna:");
        (await api.Right("sessions")).List("sessions").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Stream_WhenItGoesOnAfterAnEvent_ShowsExactlyWhatWasMissed()
    {
        using var api = await node.Api("sse-berta");
        await api.Right("create-room", "\"room\":\"Räume\",\"access\":\"open\"");
        await using var first = await EventStream.Open((await node.Node).Address, api.Token);
        await first.See("synced");
        await api.Right("post", "\"room\":\"Räume\",\"text\":\"1\"");
        await first.See("posted", ("text", "1"));
        var lastId = first.LastId;
        await first.DisposeAsync();
        lastId!.ShouldAllBe(letter => letter < 128);

        await api.Right("post", "\"room\":\"Räume\",\"text\":\"2\"");
        await api.Right("create-room", "\"room\":\"sse-later\",\"access\":\"open\"");
        await api.Right("post", "\"room\":\"Räume\",\"text\":\"3\"");
        await using var again = await EventStream.Open((await node.Node).Address, api.Token, lastId);
        await again.See("synced");
        again.Frames.Where(frame => frame is { IsEvent: true, Feed: "room/Räume" }).Select(frame => frame.Text("text"))
            .ShouldBe(["2", "3"]);
        // The end of the only client is an event too, and comes when it comes.
        again.Frames.Where(frame => frame.IsEvent && frame.Feed == "user/sse-berta" && frame.Type != "seen").Select(frame => frame.Type)
            .ShouldBe(["room-created"]);
        await again.See("room-state", ("room", "sse-later"));
        again.Frames.ShouldNotContain(frame => (frame.Type == "room-state" && frame.Feed == "room/Räume") || frame.Type == "user-state");
    }

    [Fact]
    public async Task Stream_WhenItsLoginEnds_EndsAtOnce_AndCantBeOpenedAgain()
    {
        using var api = await node.Api("sse-clara");
        await using var stream = await EventStream.Open((await node.Node).Address, api.Token);
        await stream.See("synced");
        await api.Right("logout");
        await stream.Ended();
        (await api.Get("/v1/events")).Code.ShouldBe(ErrorCodes.BadToken);
    }

    [Fact]
    public async Task Stream_WhenTheUserIsRemovedFromARoom_ShowsItNoLonger_AndANewOneDoesNotEither()
    {
        using var admin = await node.Api("sse-admin");
        using var api = await node.Api("sse-dora");
        await admin.Right("create-room", "\"room\":\"sse-secret\",\"access\":\"restricted\"");
        await admin.Right("add-user", "\"room\":\"sse-secret\",\"user\":\"sse-dora\"");
        await api.Right("join-room", "\"room\":\"sse-secret\"");
        await using var stream = await EventStream.Open((await node.Node).Address, api.Token);
        await stream.See("room-state", ("room", "sse-secret"));
        await admin.Right("remove-user", "\"room\":\"sse-secret\",\"user\":\"sse-dora\"");
        await stream.See("unfollowed", ("feed", "room/sse-secret"));
        var seq = (await admin.Right("post", "\"room\":\"sse-secret\",\"text\":\"not for dora\"")).Seq;
        stream.LastId!.ShouldNotContain("sse-secret");

        await using var curious = await EventStream.Open(
            (await node.Node).Address, api.Token, $"room/sse-secret:{seq - 1},user/sse-admin:0");
        await curious.See("synced");
        await curious.See("unfollowed", ("feed", "room/sse-secret"));
        await curious.See("unfollowed", ("feed", "user/sse-admin"));
        curious.Frames.Concat(stream.Frames).ShouldNotContain(frame => frame.Raw.Contains("not for dora"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("room/Global:-1")]
    [InlineData("room/Global:9999999999999999999")]
    [InlineData(":1")]
    public async Task Stream_WhenTheLastIdIsNone_IsRefused(string id)
    {
        using var api = await node.Api();
        api.Token = (await Registered($"sse-bad-{id.Length}")).Token;
        var answer = await api.Get("/v1/events", ("Last-Event-ID", id));
        (answer.Status, answer.Code).ShouldBe((400, ErrorCodes.BadField));
    }

    [Fact]
    public async Task Stream_WhenNothingHappens_SendsSignsOfLife()
    {
        await using var cluster = await TestCluster.Start(1, "sessions.keep-alive=200ms");
        using var api = new ApiClient(cluster["n1"].Address);
        await api.Register("sse-quiet");
        await using var stream = await EventStream.Open(cluster["n1"].Address, api.Token);
        await Eventually.True(() => stream.Comments >= 2, "two signs of life");
    }

    [Fact]
    public async Task Feed_WhenReadByPages_GivesEveryEventOnce_InBothDirections()
    {
        using var api = await node.Api("feed-emil");
        await api.Right("create-room", "\"room\":\"Feed-pages\",\"access\":\"open\"");
        for (var i = 1; i <= 9; i++) await api.Right("post", $"\"room\":\"feed-pages\",\"text\":\"{i}\"");
        List<long> forward = [], back = [];
        for (long after = 0; ;)
        {
            var page = (await api.Get($"/v1/feeds/room/Feed-pages?after={after}&limit=4")).Json;
            page.Text("feed").ShouldBe("room/Feed-pages");
            forward.AddRange(page.List("events").Select(one => one.Seq));
            if (!page["more"].GetBoolean()) break;
            after = forward[^1];
        }
        for (long? before = null; ;)
        {
            var page = (await api.Get($"/v1/feeds/room%2Ffeed-pages?limit=4{(before is null ? "" : $"&before={before}")}")).Json;
            back.InsertRange(0, page.List("events").Select(one => one.Seq));
            if (!page["more"].GetBoolean()) break;
            before = back[0];
        }
        forward.ShouldBe(Enumerable.Range(1, 10).Select(i => (long)i));
        back.ShouldBe(forward);
    }

    [Theory]
    [InlineData("room/no-such-room", 404, ErrorCodes.UnknownRoom)]
    [InlineData("user/feed-none", 404, ErrorCodes.UnknownUser)]
    [InlineData("files/feed-frida", 404, ErrorCodes.UnknownFeed)]
    [InlineData("nonsense", 404, ErrorCodes.UnknownFeed)]
    [InlineData("", 404, ErrorCodes.UnknownFeed)]
    [InlineData("room/Global?limit=0", 400, ErrorCodes.BadField)]
    [InlineData("room/Global?limit=201", 400, ErrorCodes.BadField)]
    [InlineData("room/Global?limit=9999999999", 400, ErrorCodes.BadField)]
    [InlineData("room/Global?limit=x", 400, ErrorCodes.BadField)]
    [InlineData("room/Global?after=1&after=2", 400, ErrorCodes.BadField)]
    [InlineData("room/Global?since=1", 400, ErrorCodes.BadField)]
    public async Task Feed_WhenItCantBe_IsRefused(string feed, int status, string code)
    {
        using var api = await node.Api();
        (await api.Get("/v1/feeds/room/Global")).Code.ShouldBe(ErrorCodes.NotLoggedIn);
        api.Token = (await Registered("feed-frida")).Token;
        var answer = await api.Get($"/v1/feeds/{feed}");
        (answer.Status, answer.Code).ShouldBe((status, code), answer.ToString());
    }

    // The same user for all cases of a theory.
    async Task<ApiClient> Registered(string user)
    {
        var api = await node.Api();
        var answer = await api.Ask("register", $"\"name\":\"{user}\",\"password\":\"correct-horse\"");
        if (answer.Status == 409) answer = await api.Ask("login", $"\"name\":\"{user}\",\"password\":\"correct-horse\"");
        api.Token = answer.Json.Text("token");
        return api;
    }
}
