using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Clients that read nothing, or send nothing that makes sense: they do no harm to others, and lose nothing themselves.</summary>
[Collection(ProcessTests.Name)]
public class OverloadTests
{
    const int Messages = 600, Readers = 10;

    // What a node with one silent reader may take more than one without; all that waits would be several times as much.
    const long MaxGrowthBytes = 200L << 20;

    [Fact]
    public async Task Client_WhenItStopsReading_IsToldThatItLags_AndThenGetsEverything()
    {
        await using var cluster = await TestCluster.Start(1, "sessions.max-queue-bytes=65536", "sessions.max-catch-up=100000");
        await using var speaker = await WireClient.Connect(cluster["n1"].Address);
        await speaker.Register("speaker");
        var silent = new List<WireClient>();
        for (var i = 0; i < Readers; i++)
        {
            var reader = await WireClient.Connect(cluster["n1"].Address, $"reader{i}", read: false);
            silent.Add(reader);
            await reader.Send($$"""{"id":1,"type":"register","name":"reader{{i}}","password":"correct-horse"}""");
        }
        await Eventually.See(
            () => speaker.Right("who", "\"room\":\"Global\""), who => who.Number("onlineCount") == Readers + 1, "all online");

        var before = cluster["n1"].Process.MemoryBytes();
        await Task.WhenAll(Enumerable.Range(1, Messages).Select(i => Post(speaker, i)));
        (cluster["n1"].Process.MemoryBytes() - before).ShouldBeLessThan(MaxGrowthBytes);
        foreach (var reader in silent) reader.Read();
        foreach (var reader in silent)
        {
            await reader.SeeCount(Messages, IsMessage, "messages");
            reader.Frames.Where(IsMessage).Select(message => message.Seq)
                .ShouldBe(Enumerable.Range(2, Messages).Select(i => (long)i), "the first event is the rules that the tests set for Global");
            reader.CountOf("gap").ShouldBe(0);
        }
        var lagging = await silent[0].See("lagging");
        GoldenFiles.Differs("notice.lagging",
            "< " + lagging.Raw.Replace($":{lagging["cursors"].GetProperty("room/Global")}", ":1", StringComparison.Ordinal)).ShouldBeNull();
        foreach (var reader in silent) await reader.DisposeAsync();
    }

    [Fact]
    public async Task Node_WhenManyConnectionsSendGarbage_ServesTheOthers()
    {
        await using var cluster = await TestCluster.Start(1);
        await using var honest = await WireClient.Connect(cluster["n1"].Address);
        await honest.Register("honest");
        await Task.WhenAll(Enumerable.Range(1, 40).Select(seed => SendGarbage(cluster["n1"].Address, seed)));
        await honest.Right("post", "\"room\":\"Global\",\"text\":\"still here\",\"key\":\"k:1\"");
        await honest.See("posted", ("text", "still here"));
        await Eventually.See(() => honest.Right("sessions"), reply => reply.List("sessions").Count == 1, "one session");
        cluster["n1"].Process.Errors.ShouldNotContain("fail:");
    }

    // Bits of frames in any order, and bytes that mean nothing; then gone without a word.
    static async Task SendGarbage(string address, int seed)
    {
        string[] bits = ["{", "}", "[", "\"", ":", ",", "\"type\"", "\"post\"", "\"id\"", "1", "-1", "null", "\n", "\\u0000", "\\ud800",
            "é", " "];
        await using var client = await WireClient.Connect(address, $"garbage {seed}");
        for (var i = 0; i < 20; i++)
        {
            var text = new StringBuilder();
            for (var n = RandomNumberGenerator.GetInt32(200); n >= 0; n--) text.Append(bits[RandomNumberGenerator.GetInt32(bits.Length)]);
            await client.Send(text.Append('!').ToString());
        }
        await client.See(frame => frame.Code is ErrorCodes.BadJson, "error");
        await client.Right("ping");
        await client.Send(new byte[70_000], System.Net.WebSockets.WebSocketMessageType.Binary);
    }

    static Task<Frame> Post(WireClient speaker, int number) =>
        speaker.Right("post", $"\"room\":\"Global\",\"text\":\"{number}{new string('€', 3990)}\",\"key\":\"k:{number}\"");

    static bool IsMessage(Frame frame) => frame is { IsEvent: true, Type: "posted" };
}
