using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Texts, names and numbers that are over their limits, or mean nothing.</summary>
[Collection(OneNodeTests.Name)]
public class RefusalTests(OneNode node)
{
    [Theory]
    [InlineData("join-room", "\"room\":\"no-such-room\"", ErrorCodes.UnknownRoom)]
    [InlineData("join-room", "\"room\":\"no/name\"", ErrorCodes.UnknownRoom)]
    [InlineData("leave-room", "\"room\":\"no-such-room\"", ErrorCodes.UnknownRoom)]
    [InlineData("leave-room", "\"room\":\"Global\"", ErrorCodes.GlobalRoom)]
    [InlineData("join-room", "\"room\":\"gloBAL\"", ErrorCodes.GlobalRoom)]
    [InlineData("delete-room", "\"room\":\"Global\"", ErrorCodes.GlobalRoom)]
    [InlineData("create-room", "\"room\":\"global\",\"access\":\"open\"", ErrorCodes.RoomExists)]
    [InlineData("create-room", "\"room\":\"\",\"access\":\"open\"", ErrorCodes.BadName)]
    [InlineData("create-room", "\"room\":\"a b\",\"access\":\"open\"", ErrorCodes.BadName)]
    [InlineData("who", "\"room\":\"no-such-room\"", ErrorCodes.UnknownRoom)]
    [InlineData("open-dialogue", "\"user\":\"nobody-at-all\"", ErrorCodes.UnknownUser)]
    [InlineData("open-dialogue", "\"user\":\"a~b\"", ErrorCodes.UnknownUser)]
    [InlineData("delete-dialogue", "\"user\":\"nobody-at-all\"", ErrorCodes.UnknownUser)]
    [InlineData("create-link", "\"room\":\"no-such-room\"", ErrorCodes.UnknownRoom)]
    [InlineData("create-link", "\"room\":\"Global\"", ErrorCodes.GlobalRoom)]
    [InlineData("links", "\"room\":\"no-such-room\"", ErrorCodes.UnknownRoom)]
    [InlineData("links", "\"room\":\"Global\"", ErrorCodes.GlobalRoom)]
    [InlineData("requests", "\"room\":\"no-such-room\"", ErrorCodes.UnknownRoom)]
    [InlineData("approve", "\"room\":\"Global\",\"user\":\"bob\"", ErrorCodes.GlobalRoom)]
    [InlineData("revoke-link", "\"link\":\"no-such-link\"", ErrorCodes.BadLink)]
    [InlineData("revoke-link", "\"link\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", ErrorCodes.BadLink)]
    [InlineData("join-link", "\"link\":\"\"", ErrorCodes.BadLink)]
    [InlineData("join-link", "\"link\":\"actorchat://x/join/\"", ErrorCodes.BadLink)]
    [InlineData("join-link", "\"link\":\"actorchat://127.0.0.1:1/join/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", ErrorCodes.BadLink)]
    [InlineData("join-link", "\"link\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", ErrorCodes.BadLink)]
    [InlineData("post-private", "\"user\":\"nobody-at-all\",\"text\":\"x\",\"key\":\"k:1\"", ErrorCodes.DialogueNotOpen)]
    [InlineData("post", "\"room\":\"no-such-room\",\"text\":\"x\",\"key\":\"k:1\"", ErrorCodes.UnknownRoom)]
    [InlineData("post", "\"room\":\"Global\",\"text\":\"\",\"key\":\"k:1\"", ErrorCodes.EmptyText)]
    [InlineData("post", "\"room\":\"Global\",\"text\":\" \\n\",\"key\":\"k:1\"", ErrorCodes.EmptyText)]
    [InlineData("post", "\"room\":\"Global\",\"text\":\"x\",\"key\":\"k\"", ErrorCodes.BadKey)]
    [InlineData("post", "\"room\":\"Global\",\"text\":\"x\",\"key\":\"k:-1\"", ErrorCodes.BadKey)]
    [InlineData("post", "\"room\":\"Global\",\"text\":\"x\",\"key\":\"k:1\",\"file\":\"no-such-key\"", ErrorCodes.UnknownFile)]
    [InlineData("history", "\"feed\":\"room/no-such-room\"", ErrorCodes.UnknownRoom)]
    [InlineData("history", "\"feed\":\"files/somebody\"", ErrorCodes.UnknownFeed)]
    [InlineData("history", "\"feed\":\"nonsense\"", ErrorCodes.UnknownFeed)]
    [InlineData("history", "\"feed\":\"\"", ErrorCodes.UnknownFeed)]
    [InlineData("history", "\"limit\":0", ErrorCodes.BadField)]
    [InlineData("history", "\"limit\":201", ErrorCodes.BadField)]
    [InlineData("read", "\"feed\":\"room/no-such-room\",\"upTo\":1,\"ordinal\":1", ErrorCodes.UnknownFeed)]
    [InlineData("read", "\"feed\":\"room/Global\",\"upTo\":-1,\"ordinal\":1", ErrorCodes.BadField)]
    [InlineData("begin-file", "\"name\":\"f\",\"size\":-1,\"sha256\":\"\"", ErrorCodes.BadField)]
    [InlineData("begin-file", "\"name\":\"f\",\"size\":1,\"sha256\":\"ABC\"", ErrorCodes.BadChecksum)]
    [InlineData("begin-file", "\"name\":\"\",\"size\":1,\"sha256\":\"\"", ErrorCodes.BadName)]
    [InlineData("begin-file", "\"name\":\"f\",\"size\":9223372036854775807,\"sha256\":\"\"", ErrorCodes.FileTooLarge)]
    [InlineData("put-chunk", "\"file\":\"no-such-file\",\"index\":0,\"data\":\"\"", ErrorCodes.UnknownFile)]
    [InlineData("finish-file", "\"file\":\"no-such-file\"", ErrorCodes.UnknownFile)]
    [InlineData("find-file", "\"key\":\"no-such-key\"", ErrorCodes.UnknownFile)]
    [InlineData("delete-file", "\"key\":\"no-such-key\"", ErrorCodes.UnknownFile)]
    [InlineData("delete-file", "\"key\":\"nobody-at-all:no-such-key\"", ErrorCodes.NotAllowed)]
    [InlineData("get-chunk", "\"key\":\"no-such-key\",\"index\":0", ErrorCodes.UnknownFile)]
    public async Task Request_WhenItCantBe_GetsItsOwnCodeAndASentence(string type, string fields, string code)
    {
        await using var client = await Someone();
        var error = await client.Ask(type, fields);
        error.Code.ShouldBe(code, error.Raw);
        error.Text("message").ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("red \u001b[31malert\u0007", "red [31malert")]
    [InlineData("line one\r\nline two\tend", "line one\nline two\tend")]
    [InlineData("c1 \u009b31m and del \u007f", "c1 31m and del ")]
    [InlineData("turn \u202ethis around\u202c", "turn this around")]
    public async Task Text_WhenItHoldsControlCharacters_IsPostedWithoutThem(string written, string posted)
    {
        await using var client = await Someone();
        var seq = (await Post(client, written)).Seq;
        (await client.See("posted", ("feed", "room/Global"), ("seq", seq))).Text("text").ShouldBe(posted);
    }

    [Fact]
    public async Task Text_WhenItHas4000Characters_IsPosted_AndNotOneMore()
    {
        await using var client = await Someone();
        (await Post(client, new string('€', 4000))).Type.ShouldBe("posted");
        (await Post(client, new string('€', 4001))).Code.ShouldBe(ErrorCodes.TextTooLong);
    }

    [Fact]
    public async Task Post_WhenSentAgainUnderItsKey_GetsTheSameAnswer_AndMakesNoSecondMessage()
    {
        await using var client = await Someone();
        var key = $"again{Guid.NewGuid():N}"[..30];
        var first = await client.Right("post", $"\"room\":\"Global\",\"text\":\"once\",\"key\":\"{key}:1\"");
        var second = await client.Right("post", $"\"room\":\"Global\",\"text\":\"once\",\"key\":\"{key}:1\"");
        second.Seq.ShouldBe(first.Seq);
        (await client.History("room/Global")).Count(message => message.Text("key") == $"{key}:1").ShouldBe(1);
    }

    [Theory]
    [InlineData("history", "\"feed\":\"room/@carol\"", "/open_dialogue carol")]
    [InlineData("search", "\"text\":\"plan\",\"feed\":\"room/@carol\"", "/open_dialogue carol")]
    [InlineData("thread", "\"feed\":\"room/a b\",\"message\":1", "no room a b")]
    [InlineData("comment", "\"feed\":\"dialogue/a\",\"message\":1,\"text\":\"x\",\"key\":\"k:1\"", "/open_dialogue")]
    [InlineData("search", "\"text\":\"plan\",\"feed\":\"user/bob\"", "/history")]
    public async Task Error_WhenAPlaceIsNone_SpeaksOfRoomsAndDialogues_NotOfFeeds(string type, string fields, string words)
    {
        await using var client = await Someone();
        var error = await client.Ask(type, fields);
        error.Code.ShouldBe(ErrorCodes.UnknownFeed);
        error.Text("message")!.ShouldContain(words);
        error.Text("message")!.ShouldNotContain("feed");
    }

    static int users;

    int posts;

    Task<WireClient> Someone() => node.Register($"someone{Interlocked.Increment(ref users)}");

    Task<Frame> Post(WireClient client, string text) =>
        client.Ask("post", $"\"room\":\"Global\",\"text\":{JsonSerializer.Serialize(text)},\"key\":\"k:{++posts}\"");
}
