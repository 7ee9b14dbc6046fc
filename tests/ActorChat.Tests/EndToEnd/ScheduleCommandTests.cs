using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(ThreeNodesTests.Name)]
public sealed class ScheduleCommandTests(ThreeNodes nodes)
{
    [Fact]
    public async Task SendAt_WhenDue_IsPostedOnce_ForEveryClient()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "later");
        await cast.A1.Right("/create_room Lab-later open");
        await cast.B1.Right("/join_room Lab-later");
        await Soon.SendAt(cast.A1, TimeSpan.FromSeconds(1), "Lab-later good evening");
        await cast.A2.See("scheduled", ("room", "Lab-later"));
        foreach (var client in (PlainClient[])[cast.A1, cast.A2, cast.B1])
        {
            await client.See("posted", ("feed", "room/Lab-later"), ("text", "good evening"), ("by", cast.Alice));
        }
        await cast.A2.See("schedule-fired");
        (await cast.A2.Right("/scheduled")).List("messages").ShouldBeEmpty();
        (await cast.B1.Right("/history Lab-later")).List("events").ShouldHaveSingleItem().Has("late").ShouldBeFalse();
    }

    [Fact]
    public async Task SendAt_WhenCancelled_IsListedUntilThen()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "cancel");
        await cast.A1.Right($"/open_dialogue {cast.Bob}");
        await cast.A1.Refused("/send_at 18:30 nowhere-cancel hello", ErrorCodes.UnknownRoom);
        await cast.A1.Refused("/send_at +1h @nobody-at-all hello", ErrorCodes.DialogueNotOpen);
        var number = (await cast.A1.Right($"/send_at 23:59 @{cast.Bob} good night")).Number("schedule");
        (await cast.A2.Right("/scheduled")).List("messages").ShouldHaveSingleItem().Text("user").ShouldBe(cast.Bob);
        await cast.A2.Right($"/cancel {number}");
        await cast.A1.See("schedule-cancelled", ("schedule", number!));
        await cast.A1.Refused($"/cancel {number}", ErrorCodes.UnknownSchedule);
        (await cast.A1.Right("/scheduled")).List("messages").ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAt_WhenItsAuthorIsOutByThen_FailsWithANotice()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "out");
        await cast.A1.Right("/create_room Lab-out restricted");
        await cast.A1.Right($"/add_user Lab-out {cast.Bob}");
        await cast.B1.Right("/join_room Lab-out");
        // As late as may be: it must not be due before he is out.
        await Soon.SendAt(cast.B1, TimeSpan.FromSeconds(8), "Lab-out still here?");
        await cast.A1.Right($"/remove_user Lab-out {cast.Bob}");
        foreach (var client in (PlainClient[])[cast.B1, cast.B2])
        {
            var failed = await client.See("schedule-failed", ("room", "Lab-out"), ("text", "still here?"));
            failed.Code.ShouldBe(ErrorCodes.NotInRoom);
        }
        (await cast.A1.Right("/history Lab-out")).List("events").ShouldBeEmpty();
    }

    // The killed node owns both the user, whose letters are due, and the room.
    [Fact]
    public async Task SendAt_WhenItsNodeIsKilledWhileMessagesAreDue_EachIsPostedOnce()
    {
        await using var cluster = await TestCluster.Start(3, "cluster.lease=3s");
        var (room, user) = (cluster.RoomOn("n2", "lab"), cluster.NameOn("user", "n2", "alice"));
        await using var alice = await WireClient.Connect(cluster["n1"].Address);
        await alice.Register(user);
        await alice.Right("create-room", $"\"room\":\"{room}\",\"access\":\"open\"");
        var begin = DateTimeOffset.UtcNow.AddSeconds(3);
        for (var i = 0; i < 40; i++)
        {
            await Soon.Schedule(alice, room, begin.AddMilliseconds(i * 100) - DateTimeOffset.UtcNow, $"message {i}");
        }
        await alice.SeeCount(5, frame => frame.Is("posted", ("feed", $"room/{room}")), "some are posted");
        await cluster.Kill("n2");
        await EachOnce(alice, room, 40);
    }

    [Fact]
    public async Task SendAt_WhenTheWholeClusterIsDownAtItsTime_IsPostedWhenItIsBack()
    {
        await using var cluster = await TestCluster.Start(1, "cluster.lease=1s");
        var last = DateTimeOffset.MinValue;
        await using (var alice = await WireClient.Connect(cluster["n1"].Address))
        {
            await alice.Register("alice");
            await alice.Right("create-room", "\"room\":\"lab\",\"access\":\"open\"");
            for (var i = 0; i < 10; i++) last = await Soon.Schedule(alice, "lab", TimeSpan.FromSeconds(2), $"message {i}");
            await cluster.Kill("n1");
        }
        await Eventually.True(() => DateTimeOffset.UtcNow > last, "the messages are due");
        await cluster.Add("n1");
        await using var again = await WireClient.Connect(cluster["n1"].Address);
        await again.Login("alice");
        await EachOnce(again, "lab", 10);
    }

    static async Task EachOnce(WireClient client, string room, int count)
    {
        var all = await Eventually.See(() => client.History($"room/{room}"), history => history.Count >= count, $"{count} messages");
        all.Select(message => message.Text("text")).ShouldBe(Enumerable.Range(0, count).Select(i => $"message {i}"), ignoreOrder: true);
        (await client.Right("scheduled")).List("messages").ShouldBeEmpty();
    }
}
