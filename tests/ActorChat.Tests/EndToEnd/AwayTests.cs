using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(ThreeNodesTests.Name)]
public sealed class AwayTests(ThreeNodes nodes)
{
    [Fact]
    public async Task Resume_WhenSomethingWasMissed_ShowsExactlyThat()
    {
        var cluster = await nodes.Cluster;
        await using var speaker = await WireClient.Connect(cluster["n1"].Address);
        await speaker.Register("Frieda");
        await speaker.Right("create-room", "\"room\":\"Lab-away\",\"access\":\"open\"");
        await using var first = await WireClient.Connect(cluster["n2"].Address);
        var token = (await first.Register("Gustav")).Text("token")!;
        await first.Right("join-room", "\"room\":\"Lab-away\"");
        var roomCursor = (await first.See("room-state", ("room", "Lab-away"))).Seq;
        var ownCursor = (await first.See("room-joined", ("room", "Lab-away"))).Seq;
        await first.DisposeAsync();

        await speaker.Right("create-room", "\"room\":\"Lab-away-2\",\"access\":\"open\"");
        await speaker.Right("add-user", "\"room\":\"Lab-away-2\",\"user\":\"Gustav\"");
        for (var i = 1; i <= 5; i++) await Post(speaker, "Lab-away", i);

        await using var again = await Resumed(cluster["n3"].Address, token, ("room/Lab-away", roomCursor), ("user/Gustav", ownCursor));
        again.Frames.Where(frame => frame.Feed == "room/Lab-away" && frame.IsEvent).Select(frame => frame.Text("text"))
            .ShouldBe(["1", "2", "3", "4", "5"]);
        again.Frames.Where(frame => frame.Feed == "user/Gustav" && frame.IsEvent && frame.Type != "seen").Select(frame => frame.Type)
            .ShouldBe(["room-invited"], "besides when the user was last seen, which is noted after they have gone");
        again.CountOf("room-state", ("room", "Lab-away")).ShouldBe(0);
        again.CountOf("user-state").ShouldBe(0);
        again.CountOf("room-state", ("room", "Global")).ShouldBe(1);
    }

    [Fact]
    public async Task Resume_WhenTheUserLeftARoomAndCameBackMeanwhile_ShowsThat_AndFollowsTheRoom()
    {
        var cluster = await nodes.Cluster;
        await using var speaker = await WireClient.Connect(cluster["n1"].Address);
        await speaker.Register("Kurt");
        await speaker.Right("create-room", "\"room\":\"Lab-back\",\"access\":\"open\"");
        await using var other = await WireClient.Connect(cluster["n2"].Address);
        var token = (await other.Register("Lore")).Text("token")!;
        await other.Right("join-room", "\"room\":\"Lab-back\"");
        var roomCursor = (await other.See("room-state", ("room", "Lab-back"))).Seq;
        var ownCursor = (await other.See("room-joined", ("room", "Lab-back"))).Seq;
        await other.Right("leave-room", "\"room\":\"Lab-back\"");
        await Post(speaker, "Lab-back", 1);
        await other.Right("join-room", "\"room\":\"Lab-back\"");

        await using var again = await Resumed(cluster["n3"].Address, token, ("room/Lab-back", roomCursor), ("user/Lore", ownCursor));
        again.Frames.Where(frame => frame.Feed == "room/Lab-back" && frame.IsEvent).Select(frame => frame.Type)
            .ShouldBe(["left", "posted", "joined"]);
        await Post(speaker, "Lab-back", 2);
        await again.See("posted", ("feed", "room/Lab-back"), ("text", "2"));
        again.CountOf("unfollowed").ShouldBe(0);
    }

    [Fact]
    public async Task Resume_WhenTooMuchWasMissed_TellsTheGap_AndShowsTheState()
    {
        await using var cluster = await TestCluster.Start(1, "sessions.max-catch-up=10");
        await using var speaker = await WireClient.Connect(cluster["n1"].Address);
        var token = (await speaker.Register("Hilde")).Text("token")!;
        // The first message of all comes after the room's settings.
        await Post(speaker, "Global", 1);
        var cursor = (await speaker.See("posted", ("feed", "room/Global"), ("text", "1"))).Seq;
        for (var i = 2; i <= 12; i++) await Post(speaker, "Global", i);

        await using var again = await Resumed(cluster["n1"].Address, token, ("room/Global", cursor));
        (await again.See("gap", ("feed", "room/Global"), ("after", cursor))).Number("upTo").ShouldBe(cursor + 11);
        (await again.See("room-state", ("room", "Global"))).Number("ordinal").ShouldBe(12);
        again.CountOf("posted").ShouldBe(0);

        await using var closer = await Resumed(cluster["n1"].Address, token, ("room/Global", cursor + 1));
        closer.CountOf("posted").ShouldBe(10);
        closer.CountOf("gap").ShouldBe(0);
    }

    [Fact]
    public async Task Client_WhenStoppedUntilTheNodeGivesItUp_ResumesByItself_AndMissesNothing()
    {
        await using var cluster = await TestCluster.Start(1, "sessions.keep-alive=500ms", "sessions.keep-alive-timeout=1s");
        await using var speaker = await WireClient.Connect(cluster["n1"].Address);
        await speaker.Register("Ida");
        await using var client = PlainClient.ConnectAsProcess("Jan", cluster.Addresses);
        await client.Right("/register Jan correct-horse");
        await client.See("synced");
        await Post(speaker, "Global", 1);
        await client.See("posted", ("text", "1"));
        await Eventually.See(() => speaker.Right("who", "\"room\":\"Global\""), who => who.Number("onlineCount") == 2, "both online");

        client.Process.Send(Signal.Stop);
        await Eventually.See(
            () => speaker.Right("who", "\"room\":\"Global\""), who => who.Number("onlineCount") == 1, "the node has given up the client");
        for (var i = 2; i <= 30; i++) await Post(speaker, "Global", i);
        client.Process.Send(Signal.Continue);

        await client.See("posted", ("text", "30"));
        client.Frames.Where(frame => frame is { IsEvent: true, Type: "posted" }).Select(frame => frame.Text("text"))
            .ShouldBe(Enumerable.Range(1, 30).Select(i => $"{i}"));
        await Eventually.See(() => client.Link, link => link == "open", "the link is open");
    }

    static Task<Frame> Post(WireClient speaker, string room, int number) =>
        speaker.Right("post", $"\"room\":\"{room}\",\"text\":\"{number}\",\"key\":\"away:{number}\"");

    static async Task<WireClient> Resumed(string address, string token, params (string Feed, long Cursor)[] cursors)
    {
        var client = await WireClient.Connect(address);
        var all = string.Join(',', cursors.Select(one => $"\"{one.Feed}\":{one.Cursor}"));
        await client.Right("resume", $"\"token\":\"{token}\",\"cursors\":{{{all}}}");
        await client.See("synced");
        return client;
    }
}
