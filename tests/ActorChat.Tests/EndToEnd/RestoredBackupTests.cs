using ActorChat.Tests.EndToEnd.Harness;
using Microsoft.Data.Sqlite;

namespace ActorChat.Tests.EndToEnd;

/// <summary>A cluster over the copy of its store: clients that have seen more than the copy holds are told, and nobody else is.</summary>
[Collection(ProcessTests.Name)]
public sealed class RestoredBackupTests : IAsyncLifetime
{
    TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.Start(1);

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task Resume_WhenTheFeedHasGrownPastTheCursorWithOthersMessages_IsToldAndShownWhatThereIs()
    {
        var (token, before) = await Begin();
        var copy = CopyWhileItRuns();
        var generation = await Post("lost", 2);
        await StartOn(copy);
        await Post("other", 4);

        await using var late = await Connect();
        await late.Right("resume", Resume(token, $"\"room/lab\":{before + 2},\"room/still\":2", generation));
        (await late.See("synced")).Text("generation").ShouldNotBe(generation);
        var back = await late.See("set-back");
        (back.Text("feed"), back.Number("had"), back.Number("seq")).ShouldBe(("room/lab", before + 2, before + 4));
        (await late.See("room-state", ("room", "lab"))).Seq.ShouldBe(before + 4);
        late.CountOf("set-back").ShouldBe(1, "the other room is as it was");
        late.CountOf("room-state", ("room", "still")).ShouldBe(0);
    }

    [Fact]
    public async Task EventStream_WhenTheFeedHasGrownPastTheIdWithOthersMessages_IsTold()
    {
        var (token, before) = await Begin();
        var copy = CopyWhileItRuns();
        string id;
        await using (var first = await EventStream.Open(cluster.Addresses[0], token))
        {
            await first.See("synced");
            await Post("lost", 2);
            await first.See("posted", ("text", "lost 2"));
            id = first.LastId.ShouldNotBeNull();
        }
        await StartOn(copy);
        await Post("other", 4);

        await using var stream = await EventStream.Open(cluster.Addresses[0], token, id);
        await stream.See("synced");
        (await stream.See("set-back", ("feed", "room/lab"))).Number("seq").ShouldBe(before + 4);
        stream.Frames.Count(frame => frame.Is("set-back", ("feed", "room/still"))).ShouldBe(0);
    }

    [Fact]
    public async Task Resume_WhenTheBackupIsOlderThanTheClientsGeneration_IsToldOfEveryFeed()
    {
        var (token, before) = await Begin();
        await cluster.Terminate("n1");
        var copy = CopyOfFiles();
        await cluster.Add("n1");
        var generation = await Post("lost", 1);
        await StartOn(copy);

        await using var late = await Connect();
        await late.Right("resume", Resume(token, $"\"room/lab\":{before},\"room/still\":2", generation));
        await late.See("synced");
        (await late.See("set-back", ("feed", "room/lab"))).Number("seq").ShouldBe(before);
        await late.See("set-back", ("feed", "room/still"));
    }

    [Fact]
    public async Task Resume_WhenTheClusterWasOnlyStartedAnew_TellsNobodyAnything()
    {
        var (token, before) = await Begin();
        var generation = await Post("said", 2);
        await cluster.Terminate("n1");
        await cluster.Add("n1");
        await Post("more", 1);

        await using var late = await Connect();
        await late.Right("resume", Resume(token, $"\"room/lab\":{before + 2},\"room/still\":2", generation));
        (await late.See("synced")).Text("generation").ShouldNotBe(generation);
        late.CountOf("set-back").ShouldBe(0);
        late.CountOf("room-state", ("room", "lab")).ShouldBe(0);
        late.CountOf("posted", ("text", "more 1")).ShouldBe(1);
    }

    static string Resume(string token, string cursors, string? generation) =>
        $"\"token\":\"{token}\",\"cursors\":{{{cursors}}},\"generation\":\"{generation}\"";

    Task<WireClient> Connect() => WireClient.Connect(cluster.Addresses[0]);

    // Alice's token, which the copy knows too, and how far the room is.
    async Task<(string Token, long Seq)> Begin()
    {
        await using var alice = await Connect();
        var token = (await alice.Register("alice")).Text("token")!;
        await alice.Right("create-room", "\"room\":\"lab\",\"access\":\"open\"");
        await alice.Right("create-room", "\"room\":\"still\",\"access\":\"open\"");
        await alice.Right("post", "\"room\":\"still\",\"text\":\"here\",\"key\":\"k:1\"");
        return (token, (await alice.Right("post", "\"room\":\"lab\",\"text\":\"one\",\"key\":\"k:2\"")).Seq);
    }

    // The generation that the client was told.
    async Task<string?> Post(string text, int count)
    {
        await using var client = await Connect();
        await client.Login("alice");
        for (var i = 1; i <= count; i++) await client.Right("post", $"\"room\":\"lab\",\"text\":\"{text} {i}\",\"key\":\"{text}:{i}\"");
        return (await client.See("synced")).Text("generation");
    }

    // As sqlite3's .backup makes it.
    string CopyWhileItRuns()
    {
        var copy = FolderForCopy();
        using var from = Open(Path.Combine(cluster.Folder, "chat.db"));
        using var to = Open(Path.Combine(copy, "chat.db"));
        from.BackupDatabase(to);
        return copy;
    }

    // The last commits may stand in the file beside it.
    string CopyOfFiles()
    {
        var copy = FolderForCopy();
        foreach (var file in Files()) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    async Task StartOn(string copy)
    {
        await cluster.Terminate("n1");
        foreach (var file in Files()) File.Delete(file);
        foreach (var file in Directory.GetFiles(copy)) File.Copy(file, Path.Combine(cluster.Folder, Path.GetFileName(file)));
        await cluster.Add("n1");
    }

    string FolderForCopy() => Directory.CreateDirectory(Path.Combine(cluster.Folder, "copy")).FullName;

    string[] Files() => Directory.GetFiles(cluster.Folder, "chat.db*");

    static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
