using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>What can't be had back is not destroyed by a program that does not say that it means it.</summary>
[Collection(OneNodeTests.Name)]
public sealed class ConfirmTests(OneNode node)
{
    [Fact]
    public async Task Request_WhenItDestroysOverHttp_SaysWhatFirst_AndDoesItWhenConfirmed()
    {
        using var api = await node.Api("confirm-one");
        await using var other = await node.Register("confirm-two");
        await api.Right("create-room", "\"room\":\"confirm\",\"access\":\"open\"");
        await api.Right("post", "\"room\":\"confirm\",\"text\":\"one\"");
        await api.Right("open-dialogue", "\"user\":\"confirm-two\"");
        await api.Right("post-private", "\"user\":\"confirm-two\",\"text\":\"one\"");
        var key = (await api.Send(HttpMethod.Put, "/v1/files/plan.pdf", new ByteArrayContent([1, 2, 3]))).Json.Text("key");
        foreach (var (type, fields, words) in ((string, string, string)[])
        [
            ("leave-room", "\"room\":\"confirm\"", "last one in confirm"), ("delete-room", "\"room\":\"confirm\"", "its one message"),
            ("delete-dialogue", "\"user\":\"confirm-two\"", "for both of you"), ("delete-file", $"\"key\":\"{key}\"", "plan.pdf"),
        ])
        {
            foreach (var confirm in (string[])["", ",\"confirm\":false"])
            {
                var asked = await api.Ask(type, fields + confirm, ("Idempotency-Key", "confirm-" + type));
                (asked.Status, asked.Code).ShouldBe((409, ErrorCodes.ConfirmNeeded), asked.ToString());
                asked.Json.Text("detail")!.ShouldContain(words);
            }
            if (type != "leave-room")
            {
                (await api.Ask(type, fields + ",\"confirm\":true", ("Idempotency-Key", "confirm-" + type))).Status.ShouldBe(200);
            }
        }
    }

    [Fact]
    public async Task Request_WhenNothingIsLost_OrAWebSocketsClientHasAsked_IsDone()
    {
        using var api = await node.Api("confirm-three");
        await api.Right("create-room", "\"room\":\"confirm-empty\",\"access\":\"open\"");
        await api.Right("delete-room", "\"room\":\"confirm-empty\"");
        await using var socket = await node.Register("confirm-four");
        await socket.Right("create-room", "\"room\":\"confirm-full\",\"access\":\"open\"");
        await socket.Right("post", "\"room\":\"confirm-full\",\"text\":\"one\",\"key\":\"k:1\"");
        (await socket.Ask("leave-room", "\"room\":\"confirm-full\",\"confirm\":false")).Code.ShouldBe(ErrorCodes.ConfirmNeeded);
        await socket.Right("leave-room", "\"room\":\"confirm-full\"");
    }
}
