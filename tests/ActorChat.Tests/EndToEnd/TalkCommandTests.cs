using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(ThreeNodesTests.Name)]
public sealed class TalkCommandTests(ThreeNodes nodes)
{
    [Fact]
    public async Task Send_WhenInTheRoom_EveryClientSeesItOnce()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "send");
        await Room(cast, "Lab-send");
        await cast.A1.Right("/send Lab-send Good morning, everyone!");
        await cast.B2.Right("/send Lab-send Good morning.");
        foreach (var client in cast.All)
        {
            await client.See("posted", ("feed", "room/Lab-send"), ("text", "Good morning."));
            client.Frames.Where(frame => frame is { IsEvent: true, Feed: "room/Lab-send", Type: "posted" })
                .Select(frame => frame.Text("text"))
                .ShouldBe(["Good morning, everyone!", "Good morning."], client.Name);
        }
        await cast.A1.Refused("/send no-such-room hello", ErrorCodes.UnknownRoom);
        await cast.A1.Refused($"/send Lab-send {new string('x', 4001)}", ErrorCodes.TextTooLong);
        (await cast.A1.Misused("/send Lab-send")).ShouldContain("/send <room_name> <message>");
    }

    [Fact]
    public async Task History_WhenAsked_ShowsTheLastMessages_OrTheUsersOwnActions()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "history");
        await Room(cast, "Lab-history");
        for (var i = 1; i <= 22; i++) await cast.A1.Right($"/send Lab-history message {i}");
        Texts(await cast.B1.Right("/history Lab-history")).ShouldBe(Enumerable.Range(3, 20).Select(i => $"message {i}"));
        Texts(await cast.B1.Right("/history 2 Lab-history")).ShouldBe(["message 21", "message 22"]);

        var actions = await cast.A2.Right("/history");
        actions.Feed.ShouldBe($"user/{cast.Alice}");
        actions.List("events").Select(one => one.Type).ShouldBe(["registered", "session-opened", "session-opened", "room-created"]);
        (await cast.A2.Right("/history 1")).List("events").ShouldHaveSingleItem().Type.ShouldBe("room-created");

        (await cast.A2.Misused("/history 0")).ShouldContain("/history [n] [room_name]");
        (await cast.A2.Misused("/history lab 5")).ShouldContain("/history [n] [room_name]");
        await cast.A2.Refused("/history 5 no-such-room", ErrorCodes.UnknownRoom);
    }

    [Fact]
    public async Task Reading_WhenOnOneClient_ClearsTheUnreadCountOnTheOther()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "read");
        await Room(cast, "Lab-read");
        await cast.A1.Right("/send Lab-read one");
        var last = (await cast.A1.Right("/send Lab-read two")).Seq;
        await cast.B1.See("posted", ("feed", "room/Lab-read"), ("seq", last));
        await cast.B1.Right("/history 5 Lab-read");
        var read = await cast.B2.See("read", ("feed", $"user/{cast.Bob}"), ("in", "room/Lab-read"), ("upTo", last));
        read.Number("ordinal").ShouldBe(2);
    }

    [Fact]
    public async Task Dialogue_WhenOpen_CarriesPrivateMessages_AndIsDeletedForBoth()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "talk");
        var feed = $"dialogue/{cast.Alice}~{cast.Bob}";
        await cast.A1.Refused($"/send_private {cast.Bob} too soon", ErrorCodes.DialogueNotOpen);
        await cast.A1.Refused($"/delete_dialogue {cast.Bob}", ErrorCodes.DialogueNotOpen);
        await cast.A1.Refused($"/open_dialogue {cast.Alice}", ErrorCodes.Yourself);
        await cast.A1.Refused("/open_dialogue nobody-at-all", ErrorCodes.UnknownUser);

        await cast.A1.Right($"/open_dialogue {cast.Bob}");
        foreach (var client in cast.All) await client.See("dialogue-state", ("feed", feed));
        await cast.A2.See("dialogue-opened", ("with", cast.Bob));
        await cast.B1.See("dialogue-opened", ("with", cast.Alice));
        await cast.B1.Refused($"/open_dialogue {cast.Alice}", ErrorCodes.DialogueOpen);

        await cast.B2.Right($"/send_private {cast.Alice} Lunch?");
        foreach (var client in cast.All) await client.See("posted", ("feed", feed), ("by", cast.Bob), ("text", "Lunch?"));

        await cast.A2.Right($"/delete_dialogue {cast.Bob}");
        foreach (var client in cast.All) await client.See("unfollowed", ("feed", feed));
        await cast.B1.See("dialogue-deleted", ("with", cast.Alice));
        await cast.B1.Refused($"/send_private {cast.Alice} still there?", ErrorCodes.DialogueNotOpen);

        await cast.B1.Right($"/open_dialogue {cast.Alice}");
        await cast.A1.See(frame => frame.Is("dialogue-state", ("feed", feed), ("ordinal", 0)) && frame.Seq > 3, "the new, empty dialogue");
        (await cast.A1.Right($"/history {cast.Bob}")).List("events").ShouldBeEmpty();
    }

    [Fact]
    public async Task TextWithoutSlash_WhenARoomIsInView_GoesThere()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "view");
        await Room(cast, "Lab-view");
        await cast.A1.See("room-state", ("room", "Lab-view"));
        await cast.A1.Right("/room Lab-view");
        await cast.A1.Right("no slash at all");
        await cast.B1.See("posted", ("feed", "room/Lab-view"), ("text", "no slash at all"));
        (await cast.A1.Misused("/room no-such-room")).ShouldContain("/join_room");
    }

    static async Task Room(Cast cast, string room)
    {
        await cast.A1.Right($"/create_room {room} open");
        await cast.B1.Right($"/join_room {room}");
        foreach (var client in cast.All) await client.See("room-state", ("room", room));
    }

    static IEnumerable<string?> Texts(Frame page) => page.List("events").Select(one => one.Text("text"));
}
