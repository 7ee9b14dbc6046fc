using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

/// <summary>Messages that disappear: with nobody there, over restarts, and from clients that were away.</summary>
[Collection(ProcessTests.Name)]
public sealed class LifetimeTests
{
    static readonly string[] Short =
        ["rooms.min-message-lifetime=1s", "dialogues.message-lifetime=1s", "entities.passivate-after=1s", "sessions.max-catch-up=100000"];

    [Fact]
    public async Task Message_WhenItsTimeIsOver_IsGoneFromScreensHistoryAndStore()
    {
        await using var cluster = await TestCluster.Start(2, Short);
        await using var cast = await Cast.Of(cluster, "life");
        await Room(cast, "lab");
        var seq = (await cast.A1.Right("/send lab a secret of an hour")).Seq;
        await cast.B1.Right($"/comment lab#{seq} secret as well");
        await cast.B1.Right($"/send lab @{cast.Alice} secret too");
        foreach (var client in cast.All) await client.See("expired", ("feed", "room/lab"));
        await Eventually.See(() => cast.A2.Right("/history lab"), page => page.List("events").Count == 0, "nothing left");
        await Eventually.See(() => Task.FromResult(StoreHolds(cluster, "secret")), holds => !holds, "nothing of it in the store");
    }

    [Fact]
    public async Task Message_WhenTheNodeWasKilledMeanwhile_DisappearsAllTheSame_AndReturnsToNoClient()
    {
        await using var cluster = await TestCluster.Start(1, Short);
        await using (var speaker = PlainClient.Connect("speaker", cluster.Addresses))
        {
            await speaker.Right("/register speaker correct-horse");
            await speaker.Right("/create_room lab open");
            await speaker.Right("/set_room lab message-lifetime 1s");
            await speaker.Right("/send lab a secret");
        }
        await cluster.Kill("n1");
        await cluster.Add("n1");
        await using var late = await WireClient.Connect(cluster["n1"].Address);
        await late.Login("speaker");
        await Eventually.See(() => late.History("room/lab"), page => page.Count == 0, "nothing left");
        StoreHolds(cluster, "a secret").ShouldBeFalse();
        await late.Right("post", "\"room\":\"lab\",\"text\":\"after\",\"key\":\"k:1\"");
        (await late.History("room/lab")).ShouldHaveSingleItem().Text("text").ShouldBe("after");
    }

    [Fact]
    public async Task Call_WhenItsMessageIsGone_OrThatAboveIt_CallsNobodyAnyMore()
    {
        await using var cluster = await TestCluster.Start(1, Short);
        await using var alice = await WireClient.Connect(cluster["n1"].Address);
        await alice.Register("alice");
        await using var bob = await WireClient.Connect(cluster["n1"].Address);
        await bob.Register("bob");
        await alice.Right("create-room", "\"room\":\"lab\",\"access\":\"open\"");
        await bob.Right("join-room", "\"room\":\"lab\"");
        await bob.See("room-state", ("room", "lab"));
        var kept = await alice.Right("post", "\"room\":\"Global\",\"text\":\"@bob stays\",\"key\":\"k:9\"");
        await bob.See("mentioned", ("in", "room/Global"));
        await alice.Right("set-room", "\"room\":\"lab\",\"setting\":\"message-lifetime\",\"value\":\"1s\"");
        var first = await bob.Right("post", "\"room\":\"lab\",\"text\":\"one\",\"key\":\"k:1\"");
        await alice.Right("comment", $"\"feed\":\"room/lab\",\"message\":{first.Seq},\"text\":\"an answer\",\"key\":\"k:1\"");
        await bob.See("comment-received", ("in", "room/lab"));
        await alice.Right("post", "\"room\":\"lab\",\"text\":\"@bob soon gone\",\"key\":\"k:2\"");
        await bob.See("mentioned", ("in", "room/lab"));
        await Eventually.See(() => alice.History("room/lab"), page => page.Count == 0, "nothing left");
        await using var late = await WireClient.Connect(cluster["n1"].Address);
        await late.Login("bob");
        (await late.See("user-state"))["calls"].GetRawText().ShouldBe($"{{\"room/Global\":[{kept.Seq}]}}");
        var counted = (await late.Right("unread", "")).List("feeds").Single(feed => feed.Text("feed") == "room/lab");
        (counted.Number("unread"), counted.Has("calls"), counted.List("over").Count).ShouldBe((0, false, 2));
    }

    [Fact]
    public async Task Client_WhenItWasAwayMeanwhile_IsToldOfAHoleWhereNothingIsMissing()
    {
        await using var cluster = await TestCluster.Start(1, Short);
        await using var alice = await WireClient.Connect(cluster["n1"].Address);
        var token = (await alice.Register("alice")).Text("token");
        await alice.Right("create-room", "\"room\":\"lab\",\"access\":\"open\"");
        await alice.Right("set-room", "\"room\":\"lab\",\"setting\":\"message-lifetime\",\"value\":\"1s\"");
        await alice.Right("post", "\"room\":\"lab\",\"text\":\"one\",\"key\":\"k:1\"");
        var expired = await alice.See("expired", ("feed", "room/lab"));
        await using var back = await WireClient.Connect(cluster["n1"].Address);
        await back.Right("resume", $"\"token\":\"{token}\",\"cursors\":{{\"room/lab\":2}}");
        await back.See("synced");
        var gap = await back.See("gap", ("feed", "room/lab"));
        gap.Raw.ShouldContain("\"gone\":true");
        await back.See("expired", ("seq", expired.Seq));
    }

    [Fact]
    public async Task PrivateMessage_WhenNotDelivered_StaysAndThenDisappears()
    {
        await using var cluster = await TestCluster.Start(1, Short);
        await using var alice = await WireClient.Connect(cluster["n1"].Address);
        await alice.Register("alice");
        await using (var bob = await WireClient.Connect(cluster["n1"].Address)) await bob.Register("bob");
        await alice.Right("open-dialogue", "\"user\":\"bob\"");
        await alice.Right("create-room", "\"room\":\"clock\",\"access\":\"open\"");
        await alice.Right("post-private", "\"user\":\"bob\",\"text\":\"waiting\",\"key\":\"k:1\"");
        // A message of a room whose time begins now and is over: as much has passed for the one that waits.
        await alice.Right("set-room", "\"room\":\"clock\",\"setting\":\"message-lifetime\",\"value\":\"1s\"");
        await alice.Right("post", "\"room\":\"clock\",\"text\":\"tick\",\"key\":\"k:2\"");
        await alice.See("expired", ("feed", "room/clock"));
        (await alice.History("dialogue/alice~bob")).ShouldHaveSingleItem();
        await using var client = PlainClient.Connect("bob", cluster.Addresses);
        await client.Right("/login bob correct-horse");
        await client.Right("/history alice");
        await alice.See("delivered", ("by", "bob"));
        await alice.See("expired", ("feed", "dialogue/alice~bob"));
        (await alice.History("dialogue/alice~bob")).ShouldBeEmpty();
    }

    static bool StoreHolds(TestCluster cluster, string text) =>
        Directory.EnumerateFiles(cluster.Folder, "chat.db").Any(path => SqliteText.Holds(path, text));

    static async Task Room(Cast cast, string room)
    {
        await cast.A1.Right($"/create_room {room} open");
        await cast.A1.Right($"/set_room {room} message-lifetime 1s");
        await cast.B1.Right($"/join_room {room}");
        foreach (var client in cast.All) await client.See("room-state", ("room", room));
    }
}
