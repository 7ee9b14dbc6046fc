using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>What is unread is what there is to read: nothing that is gone, and nothing of those whom the user ignores.</summary>
[Collection(OneNodeTests.Name)]
public sealed class UnreadTests(OneNode node)
{
    static int scenes;

    readonly string scene = $"un{Interlocked.Increment(ref scenes)}";

    string Room => $"Quiet-{scene}";

    string Reader => $"reader-{scene}";

    string Mallory => $"mallory-{scene}";

    [Fact]
    public async Task Unread_WhenSomebodyIsIgnored_DoesNotCountThem_ByAnyDoor_ThoughNothingWasLoaded()
    {
        await using var owner = await node.Register($"owner-{scene}");
        await using var mallory = await node.Register(Mallory);
        await using var reader = await node.Register(Reader);
        await Open(owner, mallory, reader);
        var read = await owner.Right("post", $"\"room\":\"{Room}\",\"text\":\"one\",\"key\":\"o:1\"");
        await reader.Right("read", $"\"feed\":\"room/{Room}\",\"upTo\":{read.Seq},\"ordinal\":1");
        for (var i = 1; i <= 3; i++) await mallory.Right("post", $"\"room\":\"{Room}\",\"text\":\"noise @{Reader}\",\"key\":\"m:{i}\"");
        await owner.Right("post", $"\"room\":\"{Room}\",\"text\":\"two @{Reader}\",\"key\":\"o:2\"");
        var gone = await owner.Right("post", $"\"room\":\"{Room}\",\"text\":\"three\",\"key\":\"o:3\"");
        await owner.Right("delete-message", $"\"feed\":\"room/{Room}\",\"message\":{gone.Seq}");
        for (var i = 1; i <= 4; i++) await reader.See("mentioned");
        (await Counted(reader)).ShouldBe((4, 4, "6-6"));

        await reader.Right("ignore", $"\"user\":\"{Mallory}\"");
        (await Counted(reader)).ShouldBe((1, 1, "2-4 6-6"));
        await reader.Right("unignore", $"\"user\":\"{Mallory}\"");
        (await Counted(reader)).ShouldBe((4, 4, "6-6"));
        await reader.Right("ignore", $"\"user\":\"{Mallory}\"");

        // One who logs in is called by what others said only.
        await using var later = await node.Connect();
        await later.Login(Reader);
        (await later.See("user-state"))["calls"].GetProperty($"room/{Room}").GetArrayLength().ShouldBe(1);
        (await Counted(later)).ShouldBe((1, 1, "2-4 6-6"));
    }

    async Task<(long Unread, int Calls, string Skipped)> Counted(WireClient reader)
    {
        var lab = (await reader.Right("unread", "")).List("feeds").Single(feed => feed.Text("feed") == $"room/{Room}");
        var skipped = lab.List("skipped").Select(range => $"{range.Number("from")}-{range.Number("to")}");
        return (lab.Number("unread") ?? -1, lab.List("calls").Count, string.Join(' ', skipped));
    }

    async Task Open(WireClient owner, params WireClient[] others)
    {
        await owner.Right("create-room", $"\"room\":\"{Room}\",\"access\":\"open\"");
        foreach (var other in others)
        {
            await other.Right("join-room", $"\"room\":\"{Room}\"");
            await other.See("room-state", ("room", Room));
        }
    }
}
