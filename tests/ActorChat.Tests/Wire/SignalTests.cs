using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>What is told and not stored: who types, what another client writes and looks at, who is away; and who is not wanted.</summary>
[Collection(ThreeNodesTests.Name)]
public class SignalTests(ThreeNodes nodes)
{
    [Fact]
    public async Task Typing_WhenToldByAMember_ReachesTheOthersOnAllNodes_AndNobodyElse()
    {
        await using var alice = await Enter(0, "alice-typing");
        await using var bob = await Enter(1, "bob-typing");
        await using var carol = await Enter(2, "carol-typing");
        await alice.Right("create-room", "\"room\":\"Typing\",\"access\":\"open\"");
        await bob.Right("join-room", "\"room\":\"Typing\"");
        await bob.See("room-state", ("room", "Typing"));
        await alice.See("room-state", ("room", "Typing"));
        await alice.Right("typing", "\"feed\":\"room/TYPING\"");
        await bob.See("typing", ("feed", "room/Typing"), ("user", "alice-typing"));
        (await carol.Ask("typing", "\"feed\":\"room/Typing\"")).Code.ShouldBe(ErrorCodes.UnknownFeed);
        (await carol.Ask("typing", "\"feed\":\"user/alice-typing\"")).Code.ShouldBe(ErrorCodes.UnknownFeed);
        // Had a signal been stored, it would stand between these two.
        var one = (await alice.Right("post", "\"room\":\"Typing\",\"text\":\"one\",\"key\":\"k:1\"")).Seq;
        await alice.Right("typing", "\"feed\":\"room/Typing\"");
        (await alice.Right("post", "\"room\":\"Typing\",\"text\":\"two\",\"key\":\"k:2\"")).Seq.ShouldBe(one + 1);
        carol.CountOf("typing").ShouldBe(0);
    }

    [Fact]
    public async Task Drafts_WhenShared_ReachTheUsersOtherClientsOnly()
    {
        await using var first = await Enter(0, "dora-drafts");
        await using var second = await Again(1, "dora-drafts");
        await using var other = await Enter(1, "emil-drafts");
        await first.Right("draft", "\"feed\":\"room/Global\",\"text\":\"half a sen\"");
        var draft = await second.See("draft", ("feed", "room/global"), ("text", "half a sen"));
        draft.Text("session").ShouldNotBeNullOrEmpty();
        await first.Right("view", "\"feed\":\"room/Global\"");
        await second.See("view", ("feed", "room/global"));
        await second.Right("view");
        await first.See(frame => frame.Type == "view" && !frame.Has("feed"), "nothing in view");
        other.CountOf("draft").ShouldBe(0);
        (await first.Ask("draft", $"\"feed\":\"room/Global\",\"text\":\"{new string('x', 4001)}\"")).Code.ShouldBe(ErrorCodes.TextTooLong);
    }

    [Fact]
    public async Task Signals_WhenThereAreTooMany_AreDropped_AndNothingElseIs()
    {
        await using var first = await Enter(0, "fritz-flood");
        await using var second = await Again(1, "fritz-flood");
        for (var i = 0; i < 200; i++)
        {
            await first.Send($"{{\"id\":{1000 + i},\"type\":\"draft\",\"feed\":\"room/Global\",\"text\":\"{i}\"}}");
        }
        await first.Reply(1199);
        await first.Right("post", "\"room\":\"Global\",\"text\":\"after the flood\",\"key\":\"k:1\"");
        await second.See("posted", ("text", "after the flood"));
        second.CountOf("draft").ShouldBeInRange(1, 100);
    }

    [Fact]
    public async Task Away_WhenOnAllClients_IsSeenByOthers_AndSoIsBeingBack()
    {
        await using var gina = await Enter(0, "gina-away");
        await using var second = await Again(1, "gina-away");
        await using var hugo = await Enter(2, "hugo-away");
        await gina.Right("away", "\"text\":\"at lunch\"");
        await second.See("away", ("text", "at lunch"));
        await hugo.See(frame => frame.Is("presence", ("feed", "room/Global")) && frame.Has("away")
            && frame.Texts("away").Contains("gina-away"), "gina is away");
        var profile = await hugo.Right("whois", "\"user\":\"GINA-away\"");
        (profile.Text("user"), profile.Text("awayText")).ShouldBe(("gina-away", "at lunch"));
        await second.Right("back");
        await Eventually.See(() => hugo.Right("whois", "\"user\":\"gina-away\""),
            reply => reply["online"].GetBoolean() && !reply.Has("away"), "gina is back");

        // Idle is said by each client for itself: one of two is not the user.
        var seen = hugo.Frames.Count;
        await gina.Right("idle", "\"idle\":true");
        await second.Right("idle", "\"idle\":true");
        await hugo.See(
            frame => frame.Is("presence") && frame.Has("away") && frame.Texts("away").Contains("gina-away"), "both are idle", seen);
        await second.Right("idle", "\"idle\":false");
        await Eventually.See(() => hugo.Right("whois", "\"user\":\"gina-away\""), reply => !reply.Has("away"), "one is used again");
    }

    [Fact]
    public async Task LastSeen_WhenTheLastClientGoes_IsKnown_UnlessTheUserDoesNotWantIt()
    {
        await using var ida = await Enter(0, "ida-seen");
        await using var jon = await Enter(1, "jon-seen");
        await ida.DisposeAsync();
        var profile = await Eventually.See(
            () => jon.Right("whois", "\"user\":\"ida-seen\""), reply => reply.Has("lastSeen"), "ida was seen");
        profile["online"].GetBoolean().ShouldBeFalse();
        await using var again = await Again(2, "ida-seen");
        await again.Right("change-setting", "\"setting\":\"last-seen\",\"on\":false");
        await again.DisposeAsync();
        await Eventually.See(() => jon.Right("whois", "\"user\":\"ida-seen\""),
            reply => !reply["online"].GetBoolean() && !reply.Has("lastSeen"), "ida is gone, and nobody knows since when");
        (await jon.Ask("whois", "\"user\":\"nobody-at-all\"")).Code.ShouldBe(ErrorCodes.UnknownUser);
    }

    [Fact]
    public async Task Ignored_WhenTheyOpenADialogue_AreRefused_AndOnlyThey()
    {
        await using var kim = await Enter(0, "kim-ignores");
        await using var lou = await Enter(1, "lou-ignored");
        await kim.Right("ignore", "\"user\":\"LOU-ignored\"");
        await kim.See("ignored", ("user", "lou-ignored"));
        (await lou.Ask("open-dialogue", "\"user\":\"kim-ignores\"")).Code.ShouldBe(ErrorCodes.NotAllowed);
        (await kim.Ask("ignore", "\"user\":\"kim-ignores\"")).Code.ShouldBe(ErrorCodes.Yourself);
        (await kim.Right("settings")).Texts("ignored").ShouldBe(["lou-ignored"]);
        await kim.Right("unignore", "\"user\":\"lou-ignored\"");
        await lou.Right("open-dialogue", "\"user\":\"kim-ignores\"");
    }

    async Task<WireClient> Enter(int node, string user)
    {
        var client = await WireClient.Connect((await nodes.Cluster).Addresses[node], user);
        await client.Register(user);
        return client;
    }

    async Task<WireClient> Again(int node, string user)
    {
        var client = await WireClient.Connect((await nodes.Cluster).Addresses[node], user);
        await client.Login(user);
        return client;
    }
}
