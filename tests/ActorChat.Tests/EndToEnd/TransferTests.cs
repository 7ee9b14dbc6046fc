using System.Security.Cryptography;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.EndToEnd;

/// <summary>Transfers over the death of the node that serves them, and what becomes of files in the end.</summary>
[Collection(ProcessTests.Name)]
public sealed class TransferTests : IDisposable
{
    const int Size = 16_000_000;

    readonly TempFolder sent = new(), downloads = new();

    public void Dispose()
    {
        sent.Dispose();
        downloads.Dispose();
    }

    [Fact]
    public async Task Transfer_WhenItsNodeIsKilled_GoesOnThroughAnother_BothWays()
    {
        await using var cluster = await TestCluster.Start(3, "cluster.lease=2s", $"files.max-file-bytes={Size}");
        var content = RandomNumberGenerator.GetBytes(Size);
        await File.WriteAllBytesAsync(sent.File("large.bin"), content);
        await using var client = PlainClient.Connect("A", cluster.Addresses, "--downloads", downloads.Path);
        await client.Right("/register alice correct-horse");

        await client.Type($"/publish_file {sent.File("large.bin")}");
        await client.See(frame => frame.Has("progress") && frame.Number("done") > Size / 5, "a fifth of it", TimeSpan.FromSeconds(60));
        await cluster.Kill("n1");
        var key = (await client.See(frame => frame.Has("published"), "the key", TimeSpan.FromSeconds(60))).Text("published");

        var begun = client.Frames.Count;
        await client.Type($"/load_file {key}");
        await client.See(frame => frame.Has("progress") && frame.Number("done") is < Size and > Size / 5 && client.Frames.Count > begun,
            "a part of it", TimeSpan.FromSeconds(60));
        await cluster.Kill("n2");
        var saved = (await client.See(frame => frame.Has("saved"), "the file", TimeSpan.FromSeconds(60))).Text("saved")!;
        (await File.ReadAllBytesAsync(saved)).ShouldBe(content);
        Directory.GetFileSystemEntries(downloads.Path).ShouldBe([saved]);
    }

    [Fact]
    public async Task Upload_WhenItsClientIsKilled_GoesOnWithAnother()
    {
        await using var cluster = await TestCluster.Start(1, $"files.max-file-bytes={Size}");
        await File.WriteAllBytesAsync(sent.File("large.bin"), RandomNumberGenerator.GetBytes(Size));
        await using (var first = PlainClient.ConnectAsProcess("A", cluster.Addresses))
        {
            await first.Right("/register alice correct-horse");
            await first.Type($"/publish_file {sent.File("large.bin")}");
            await first.See(frame => frame.Has("progress") && frame.Number("done") > Size / 5, "a fifth of it", TimeSpan.FromSeconds(60));
            first.Process.Send(Signal.Kill);
            await first.Process.WaitForExit();
        }
        await using var second = PlainClient.Connect("B", cluster.Addresses);
        await second.Right("/login alice correct-horse");
        await second.Right($"/publish_file {sent.File("large.bin")}");
        second.Frames.First(frame => frame.Has("progress")).Number("done")!.Value.ShouldBeGreaterThan(Size / 5);
    }

    [Fact]
    public async Task File_WhenDeleted_OrItsTimeIsUp_IsGoneForEverybody()
    {
        await using var cluster = await TestCluster.Start(1, "files.lifetime=5s");
        await using var alice = PlainClient.Connect("A", cluster.Addresses);
        await using var bob = PlainClient.Connect("B", cluster.Addresses, "--downloads", downloads.Path);
        await alice.Right("/register alice correct-horse");
        await bob.Right("/register bob correct-horse");
        var keys = new List<string>();
        foreach (var name in (string[])["one.bin", "two.bin"])
        {
            await File.WriteAllBytesAsync(sent.File(name), [1, 2, 3]);
            keys.Add((await alice.Right($"/publish_file {sent.File(name)}")).Text("published")!);
            await alice.SeeCount(keys.Count, frame => frame is { IsReply: true, Type: "posted" }, "answer to the message with the file");
        }
        await bob.Refused($"/delete_file {keys[0]}", ErrorCodes.NotAllowed);
        await alice.Right($"/delete_file {keys[0]}");
        await alice.See("file-removed", ("key", keys[0]));
        (await bob.Misused($"/load_file {keys[0]}")).ShouldContain("not any more");
        (await alice.Right("/files")).List("files").Single().Text("key").ShouldBe(keys[1]);
        await alice.See("file-removed", ("key", keys[1]), ("expired", true));
        (await bob.Misused($"/load_file {keys[1]}")).ShouldContain("not any more");
        (await alice.Right("/files")).Number("usedBytes").ShouldBe(0);
    }
}
