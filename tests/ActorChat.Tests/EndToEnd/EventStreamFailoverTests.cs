using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(ProcessTests.Name)]
public sealed class EventStreamFailoverTests
{
    const int Messages = 300;

    [Fact]
    public async Task Stream_WhenItsNodeIsKilled_GoesOnAtAnother_WithoutAGap()
    {
        await using var cluster = await TestCluster.Start(3, "cluster.lease=3s");
        // The killed node owns the room, and the listener is connected to it.
        var room = cluster.RoomOn("n2", "stream");
        using var speaker = new ApiClient(cluster["n1"].Address);
        await speaker.Register("stream-speaker");
        await speaker.Right("create-room", $"\"room\":\"{room}\",\"access\":\"open\"");
        using var listener = new ApiClient(cluster["n1"].Address);
        await listener.Register("stream-listener");
        await listener.Right("join-room", $"\"room\":\"{room}\"");
        await using var before = await EventStream.Open(cluster["n2"].Address, listener.Token);
        await before.See("synced");

        var speaking = Speak(speaker, room);
        await before.SeeCount(50, IsMessage, "messages");
        await cluster.Kill("n2");
        await before.Ended();
        await using var after = await EventStream.Open(cluster["n3"].Address, listener.Token, before.LastId);
        await speaking;
        await after.See("posted", ("text", $"{Messages}"));
        before.Frames.Concat(after.Frames).Where(IsMessage).Select(frame => frame.Text("text"))
            .ShouldBe(Enumerable.Range(1, Messages).Select(i => $"{i}"));
        after.Frames.ShouldNotContain(frame => frame.Type == "gap");
    }

    // As any client of HTTP would: the same message under the same key until it is acknowledged.
    static async Task Speak(ApiClient speaker, string room)
    {
        for (var i = 1; i <= Messages; i++)
        {
            var fields = $"\"room\":\"{room}\",\"text\":\"{i}\",\"key\":\"stream:{i}\"";
            await Eventually.See(() => speaker.Ask("post", fields), answer => answer.Status == 200, $"message {i} is acknowledged");
        }
    }

    static bool IsMessage(Frame frame) => frame is { IsEvent: true, Type: "posted" };
}
