using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

/// <summary>What people do to messages, with two users on two clients each, on three nodes.</summary>
[Collection(ThreeNodesTests.Name)]
public sealed class MessageCommandTests(ThreeNodes nodes)
{
    [Fact]
    public async Task Changes_WhenMade_ShowOnEveryClientAndInHistory()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "change");
        const string Lab = "Lab-change";
        await Room(cast, Lab);
        var first = (await cast.A1.Right($"/send {Lab} the old text")).Seq;
        var second = (await cast.B1.Right($"/send {Lab} a secret")).Seq;
        await cast.A2.Right($"/edit {Lab}#{first} the new text");
        await cast.B2.Right($"/react {Lab}#{first} 👍");
        await cast.B1.Right($"/comment {Lab}#{first} I agree");
        await cast.A1.Right($"/delete {Lab}#{second}");
        foreach (var client in cast.All)
        {
            await client.See("edited", ("message", first), ("text", "the new text"));
            await client.See("reacted", ("message", first), ("emoji", "👍"));
            await client.See("commented", ("message", first), ("text", "I agree"));
            await client.See("message-deleted", ("message", second));
        }
        foreach (var client in (PlainClient[])[cast.A1, cast.A2])
        {
            await client.See("comment-received", ("message", first), ("by", cast.Bob));
        }

        var page = await cast.B2.Right($"/history {Lab}");
        page.Raw.ShouldNotContain("the old text");
        page.Raw.ShouldNotContain("a secret");
        var messages = page.List("events");
        messages[0].Text("text").ShouldBe("the new text");
        messages[0]["notes"].GetProperty("comments").GetInt32().ShouldBe(1);
        messages[0]["notes"].GetProperty("reactions")[0].GetProperty("users")[0].GetString().ShouldBe(cast.Bob);
        messages[1]["notes"].GetProperty("deletedBy").GetString().ShouldBe(cast.Alice);
        (await cast.A2.Right($"/thread {Lab}#{first}")).List("events").ShouldHaveSingleItem().Text("text").ShouldBe("I agree");

        await cast.B1.Refused($"/edit {Lab}#{first} mine now", ErrorCodes.NotAllowed);
        await cast.B1.Refused($"/delete {Lab}#{first}", ErrorCodes.NotAllowed);
        await cast.B1.Refused($"/react {Lab}#{second} 👍", ErrorCodes.UnknownMessage);
        await cast.B1.Refused($"/comment {Lab}#99999 x", ErrorCodes.UnknownMessage);
        (await cast.B1.Misused("/edit nonsense x")).ShouldContain("room#number");
        (await cast.B1.Misused("/edit no-such-room#1 x")).ShouldContain("no-such-room");
    }

    [Fact]
    public async Task Dialogue_WhenTheOtherIsThere_ShowsDelivery_AndTakesChangesToo()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "deliver");
        await cast.A1.Right($"/open_dialogue {cast.Bob}");
        foreach (var client in cast.All) await client.See(frame => frame.Type == "dialogue-state", "the dialogue");
        var seq = (await cast.A1.Right($"/send_private {cast.Bob} are you there?")).Seq;
        foreach (var client in (PlainClient[])[cast.A1, cast.A2]) await client.See("delivered", ("by", cast.Bob), ("upTo", seq));
        await cast.B2.Right($"/comment @{cast.Alice}#{seq} yes");
        foreach (var client in cast.All) await client.See("commented", ("message", seq), ("text", "yes"));
    }

    [Fact]
    public async Task Rules_WhenAnAdminSetsThem_HoldAndShowEverywhere()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "rules");
        const string Lab = "Lab-rules";
        await Room(cast, Lab);
        await cast.A1.Right($"/set_room {Lab} send-limit 2");
        await cast.B2.Right($"/send {Lab} one");
        await cast.B1.Right($"/send {Lab} two");
        await cast.B2.Refused($"/send {Lab} three", ErrorCodes.RateLimited);
        (await cast.B1.Right($"/set_room {Lab}")).Text("help").ShouldNotBeNull().ShouldContain("You may send 0 more until");
        await cast.B1.Refused($"/set_room {Lab} send-limit off", ErrorCodes.NotAdmin);
        await cast.A1.Right($"/set_room {Lab} send-limit off");
        await cast.B2.Right($"/send {Lab} three");
        foreach (var client in cast.All) (await client.See("setting-changed", ("feed", $"room/{Lab}"))).Text("by").ShouldBe(cast.Alice);
    }

    [Fact]
    public async Task Ruling_ByAnAdmin_ShowsEverywhere()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "ruling");
        const string Lab = "Lab-ruling";
        await Room(cast, Lab);
        await cast.A1.Right($"/topic {Lab} The new build");
        var seq = (await cast.A1.Right($"/send {Lab} look, @{cast.Bob}")).Seq;
        await cast.A1.Right($"/pin {Lab}#{seq}");
        await cast.A1.Right($"/mute {Lab} {cast.Bob} 1h");
        foreach (var client in cast.All)
        {
            await client.See("topic-set", ("text", "The new build"));
            await client.See("pinned", ("message", seq));
            await client.See("muted", ("user", cast.Bob));
        }
        foreach (var client in (PlainClient[])[cast.B1, cast.B2])
        {
            await client.See("mentioned", ("in", $"room/{Lab}"), ("message", seq));
            await client.See("room-muted", ("room", Lab));
        }
        await cast.B1.Refused($"/send {Lab} but", ErrorCodes.Muted);
        (await cast.B1.Right($"/pins {Lab}")).List("events").ShouldHaveSingleItem().Seq.ShouldBe(seq);
        await cast.A2.Right($"/unmute {Lab} {cast.Bob}");
        await cast.B1.Right($"/send {Lab} at last");
        await cast.A2.Right($"/make_admin {Lab} {cast.Bob}");
        await cast.B2.Right($"/unpin {Lab}#{seq}");
        foreach (var client in cast.All) await client.See("unpinned", ("message", seq));
    }

    static async Task Room(Cast cast, string room)
    {
        await cast.A1.Right($"/create_room {room} open");
        await cast.B1.Right($"/join_room {room}");
        foreach (var client in cast.All) await client.See("room-state", ("room", room));
    }
}
