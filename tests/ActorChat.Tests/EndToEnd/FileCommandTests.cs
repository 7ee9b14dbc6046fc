using System.Security.Cryptography;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.EndToEnd;

[Collection(ThreeNodesTests.Name)]
public sealed class FileCommandTests(ThreeNodes nodes) : IDisposable
{
    // The cluster's setting, see ThreeNodes.
    const int MaxFileBytes = 300_000;

    readonly TempFolder sent = new(), downloads = new();

    public void Dispose()
    {
        sent.Dispose();
        downloads.Dispose();
    }

    [Theory]
    [InlineData("Karl", "plan of the lab.pdf", 100_000)]
    [InlineData("Lena", "nothing", 0)]
    [InlineData("Mats", "größe.bin", MaxFileBytes)]
    public async Task File_WhenPublished_IsPostedInTheRoomInView_AndLoadsUnchanged(string user, string name, int size)
    {
        var cluster = await nodes.Cluster;
        await using var sender = await LoggedIn(cluster, $"{user}-sends", first: 0);
        await using var receiver = await LoggedIn(cluster, $"{user}-loads", first: 1);
        var path = await Write(name, size);
        var key = (await sender.Right($"/publish_file {path}")).Text("published")!;
        key.Length.ShouldBeGreaterThan(20);
        var posted = await receiver.See(
            frame => frame is { IsEvent: true, Type: "posted" } && frame.Text("by") == $"{user}-sends", "the message");
        posted["file"].GetProperty("key").GetString().ShouldBe(key);
        posted["file"].GetProperty("name").GetString().ShouldBe(name);

        var saved = await receiver.Right($"/load_file {key}");
        saved.Text("saved").ShouldBe(downloads.File(name));
        (await File.ReadAllBytesAsync(downloads.File(name))).ShouldBe(await File.ReadAllBytesAsync(path));
        saved.Text("sha256").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path))));
    }

    [Fact]
    public async Task Load_WhenTheFileExists_NeverWritesOverIt()
    {
        await using var client = await LoggedIn(await nodes.Cluster, "Nora", first: 0);
        var key = (await client.Right($"/publish_file {await Write("notes.txt", 10)}")).Text("published")!;
        await client.See(frame => frame is { IsReply: true, Type: "posted" }, "answer to the message with the file");
        await File.WriteAllTextAsync(downloads.File("notes.txt"), "mine");
        (await client.Right($"/load_file {key}")).Text("saved").ShouldBe(downloads.File("notes (1).txt"));
        (await client.Misused($"/load_file {key} {downloads.File("notes.txt")}")).ShouldContain("exists already");
        (await File.ReadAllTextAsync(downloads.File("notes.txt"))).ShouldBe("mine");
        (await client.Right($"/load_file {key} {downloads.File("other name.txt")}")).Text("saved")
            .ShouldBe(downloads.File("other name.txt"));
        Directory.GetFiles(downloads.Path, ".*").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Olga", "../../../evil.sh", "evil.sh")]
    [InlineData("Paul", "/etc/cron.d/evil", "evil")]
    [InlineData("Rosa", "..\\..\\evil.exe", "evil.exe")]
    [InlineData("Sven", ".bashrc", "bashrc")]
    public async Task Load_WhenTheSenderChoseADangerousName_StaysInTheDownloadsFolder(string user, string name, string kept)
    {
        var cluster = await nodes.Cluster;
        await using var sender = await WireClient.Connect(cluster["n1"].Address);
        await sender.Register($"{user}-sends");
        var key = await Publish(sender, name, [1, 2, 3]);
        await sender.Right("post", $"\"room\":\"Global\",\"text\":\"look\",\"key\":\"k:1\",\"file\":\"{key}\"");
        await using var receiver = await LoggedIn(cluster, $"{user}-loads", first: 1);
        (await receiver.Right($"/load_file {key}")).Text("saved").ShouldBe(downloads.File(kept));
        Directory.GetFileSystemEntries(downloads.Path).ShouldBe([downloads.File(kept)]);
    }

    [Fact]
    public async Task Publish_WhenItCantBe_SaysWhy_AndPostsNothing()
    {
        var cluster = await nodes.Cluster;
        await using var client = await LoggedIn(cluster, "Tina", first: 0);
        (await client.Misused($"/publish_file {await Write("large.bin", MaxFileBytes + 1)}")).ShouldContain("300,000");
        (await client.Misused($"/publish_file {sent.File("missing.bin")}")).ShouldContain("no file");
        (await client.Misused($"/publish_file {sent.Path}")).ShouldContain("folder");
        (await client.Misused("/load_file no-such-key")).ShouldContain("no file under this key");
        client.CountOf("posted").ShouldBe(0);

        await using var wire = await WireClient.Connect(cluster["n2"].Address);
        await wire.Login("Tina");
        (await wire.Ask("begin-file", Announced("large.bin", new byte[MaxFileBytes + 1]))).Code.ShouldBe(ErrorCodes.FileTooLarge);
    }

    [Fact]
    public async Task Publish_WhenWhatArrivedIsNotWhatWasAnnounced_IsRefused()
    {
        await using var wire = await WireClient.Connect((await nodes.Cluster)["n3"].Address);
        await wire.Register("Udo");
        var file = (await wire.Right("begin-file", Announced("true.bin", [1, 2, 3]))).Text("file")!;
        (await wire.Ask("finish-file", $"\"file\":\"{file}\"")).Code.ShouldBe(ErrorCodes.BadChunk);
        (await wire.Ask("put-chunk", Chunk(file, 0, [1, 2]))).Code.ShouldBe(ErrorCodes.BadChunk);
        (await wire.Ask("put-chunk", Chunk(file, 1, [1, 2, 3]))).Code.ShouldBe(ErrorCodes.BadChunk);
        await wire.Right("put-chunk", Chunk(file, 0, [3, 2, 1]));
        (await wire.Ask("finish-file", $"\"file\":\"{file}\"")).Code.ShouldBe(ErrorCodes.BadChecksum);
        await wire.Right("put-chunk", Chunk(file, 0, [1, 2, 3]));
        var key = (await wire.Right("finish-file", $"\"file\":\"{file}\"")).Text("key");
        (await wire.Right("finish-file", $"\"file\":\"{file}\"")).Text("key").ShouldBe(key);
        (await wire.Ask("put-chunk", Chunk(file, 0, [3, 2, 1]))).Code.ShouldBe(ErrorCodes.BadChunk);
        (await wire.Ask("get-chunk", $"\"key\":\"{key}\",\"index\":1")).Code.ShouldBe(ErrorCodes.BadChunk);
    }

    async Task<PlainClient> LoggedIn(TestCluster cluster, string user, int first)
    {
        var client = PlainClient.Connect(user, cluster.Addresses.Skip(first), "--downloads", downloads.Path);
        await client.Right($"/register {user} correct-horse");
        return client;
    }

    async Task<string> Write(string name, int size)
    {
        await File.WriteAllBytesAsync(sent.File(name), RandomNumberGenerator.GetBytes(size));
        return sent.File(name);
    }

    static async Task<string> Publish(WireClient sender, string name, byte[] content)
    {
        var file = (await sender.Right("begin-file", Announced(name, content))).Text("file")!;
        await sender.Right("put-chunk", Chunk(file, 0, content));
        return (await sender.Right("finish-file", $"\"file\":\"{file}\"")).Text("key")!;
    }

    static string Announced(string name, byte[] content) =>
        $"\"name\":{System.Text.Json.JsonSerializer.Serialize(name)},\"size\":{content.Length},\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"";

    static string Chunk(string file, int index, byte[] data) =>
        $"\"file\":\"{file}\",\"index\":{index},\"data\":\"{Convert.ToBase64String(data)}\"";
}
