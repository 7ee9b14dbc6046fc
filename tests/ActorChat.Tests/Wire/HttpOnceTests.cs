using System.Text;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>One key, one message: whatever came second is said, never swallowed.</summary>
[Collection(OneNodeTests.Name)]
public sealed class HttpOnceTests(OneNode node)
{
    [Theory]
    [InlineData("4a4f3c1e-reuse")]
    [InlineData("phone:17")]
    public async Task Post_WhenAnotherTextComesUnderItsIdempotencyKey_IsRefusedWith422(string key)
    {
        using var api = await node.Api($"reuse-{key.Length}");
        await api.Right("create-room", $"\"room\":\"reuse-{key.Length}\",\"access\":\"open\"");
        async Task<ApiAnswer> Ask(string type, string fields) => await api.Ask(type, fields, ("Idempotency-Key", key));
        var room = $"reuse-{key.Length}";
        var first = await Ask("post", $"\"room\":\"{room}\",\"text\":\"one\"");
        first.Status.ShouldBe(200, first.ToString());
        var second = await Ask("post", $"\"room\":\"{room}\",\"text\":\"two\"");
        (second.Status, second.Code).ShouldBe((422, ErrorCodes.KeyReused), second.ToString());
        var comment = await Ask("comment", $"\"feed\":\"room/{room}\",\"message\":{first.Json.Seq},\"text\":\"one\"");
        (comment.Status, comment.Code).ShouldBe((422, ErrorCodes.KeyReused), comment.ToString());
        (await Ask("post", $"\"room\":\"{room}\",\"text\":\"one\"")).Json.Seq.ShouldBe(first.Json.Seq);
    }

    [Fact]
    public async Task PostPrivate_WhenAnotherTextComesUnderItsKey_IsRefused_OnTheSocketToo()
    {
        await using var one = await node.Register("reuse-one");
        await using var other = await node.Register("reuse-other");
        await one.Right("open-dialogue", "\"user\":\"reuse-other\"");
        var first = await one.Right("post-private", "\"user\":\"reuse-other\",\"text\":\"one\",\"key\":\"k:1\"");
        (await one.Ask("post-private", "\"user\":\"reuse-other\",\"text\":\"two\",\"key\":\"k:1\"")).Code.ShouldBe(ErrorCodes.KeyReused);
        (await one.Right("post-private", "\"user\":\"reuse-other\",\"text\":\"one\",\"key\":\"k:1\"")).Seq.ShouldBe(first.Seq);
    }

    [Fact]
    public async Task Post_WhenAHundredComeAtOnceWithoutAKey_AllAreTaken()
    {
        using var api = await node.Api("hundred");
        await api.Right("create-room", "\"room\":\"hundred\",\"access\":\"open\"");
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => api.Ask("post", $"\"room\":\"hundred\",\"text\":\"{i}\"")));
        answers.Where(answer => answer.Status != 200).ShouldBeEmpty();
        answers.Select(answer => answer.Json.Seq).Distinct().Count().ShouldBe(300);
    }

    [Fact]
    public async Task Request_WhenAByteOrderMarkStandsBeforeIt_IsReadAsWithout()
    {
        using var api = await node.Api("marked");
        byte[] mark = [0xEF, 0xBB, 0xBF];
        foreach (var body in (
            string[])["{\"room\":\"Global\",\"text\":\"marked\"}", " {\"room\":\"Global\",\"text\":\"marked\",\"key\":\"k:1\"}"])
        {
            var answer = await api.Send(HttpMethod.Post, "/v1/post", new ByteArrayContent([.. mark, .. Encoding.UTF8.GetBytes(body)]));
            answer.Status.ShouldBe(200, answer.ToString());
        }
        (await api.Send(HttpMethod.Post, "/v1/ping", new ByteArrayContent(mark))).Json.Type.ShouldBe("pong");
        await using var socket = await node.Connect();
        await socket.Send((byte[])[.. mark, .. """{"id":7,"type":"ping"}"""u8]);
        (await socket.Reply(7)).Type.ShouldBe("pong");
    }

    [Theory]
    [InlineData("josé")]
    [InlineData("李雷")]
    [InlineData("plain-name")]
    public async Task Token_WhateverTheName_IsAsciiAndGoesIntoAHeader(string user)
    {
        using var api = await node.Api(user);
        api.Token!.ShouldAllBe(letter => char.IsAscii(letter));
        await api.Right("history");
        // A token from before, with the bare name, goes on.
        var bare = Uri.UnescapeDataString(api.Token!);
        await using var socket = await node.Connect();
        (await socket.Ask("resume", $"\"token\":\"{api.Token}\"")).Type.ShouldBe("logged-in");
        if (bare == api.Token) return;
        await using var old = await node.Connect();
        (await old.Ask("resume", $"\"token\":\"{bare}\"")).Code.ShouldBe(ErrorCodes.BadToken, "its hash is another's, but it is read");
    }

    [Theory]
    [InlineData("2026-12-24T18:30:00")]
    [InlineData("2026-12-24T18:30")]
    [InlineData("2026-12-24")]
    [InlineData("2026-12-24T18:30:00.123")]
    public async Task Schedule_WhenDueHasNoOffset_IsRefusedAndSaysSo(string due)
    {
        using var api = await node.Api();
        await api.Register("sched" + due.Length);
        var answer = await api.Ask("schedule", $"\"due\":\"{due}\",\"text\":\"x\",\"room\":\"Global\"");
        (answer.Status, answer.Code).ShouldBe((400, ErrorCodes.BadField), answer.ToString());
        answer.Json.Text("detail")!.ShouldContain("offset missing");
        await api.Refused("schedule", "\"due\":\"never\",\"text\":\"x\",\"room\":\"Global\"", 400, ErrorCodes.BadField);
        var at = DateTimeOffset.UtcNow.AddHours(2);
        foreach (var form in (string[])["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", "yyyy-MM-dd'T'HH:mm'-00:00'"])
        {
            var right = await api.Right("schedule",
                $"\"due\":\"{at.ToString(form, System.Globalization.CultureInfo.InvariantCulture)}\",\"text\":\"x\",\"room\":\"Global\"");
            right.Type.ShouldBe("scheduled");
        }
    }
}
