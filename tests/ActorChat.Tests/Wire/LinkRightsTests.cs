using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>An invite link lets nobody read a line before an admin has let them in, and tells nobody but the admins who asks.</summary>
[Collection(OneNodeTests.Name)]
public class LinkRightsTests(OneNode node)
{
    static int scenes;

    readonly string scene = $"li{Interlocked.Increment(ref scenes)}";

    string Room => $"Vault-{scene}";

    [Fact]
    public async Task Link_WhenAStrangerAsksByIt_ShowsNothingUntilAnAdminApproves()
    {
        await using var admin = await node.Register($"admin-{scene}");
        await using var member = await node.Register($"member-{scene}");
        await using var stranger = await node.Register($"stranger-{scene}");
        var link = await Begin(admin, member);
        (await stranger.Right("join-link", $"\"link\":\"{link}\"")).Raw.ShouldContain("\"in\":false");
        await stranger.See("room-asked", ("room", Room));
        await admin.See("request-made", ("user", $"stranger-{scene}"));

        await Refused(stranger, "history", $"\"feed\":\"room/{Room}\"", ErrorCodes.NotInRoom);
        await Refused(stranger, "who", $"\"room\":\"{Room}\"", ErrorCodes.NotInRoom);
        await Refused(stranger, "post", $"\"room\":\"{Room}\",\"text\":\"hi\",\"key\":\"k:1\"", ErrorCodes.NotInRoom);
        await Refused(stranger, "join-room", $"\"room\":\"{Room}\"", ErrorCodes.NotAllowed);
        await Refused(stranger, "approve", $"\"room\":\"{Room}\",\"user\":\"stranger-{scene}\"", ErrorCodes.NotAdmin);
        (await stranger.Right("rooms", $"\"text\":\"{scene}\"")).Raw.ShouldNotContain(Room);
        (await stranger.Right("rooms", $"\"text\":\"{link[^43..][..10]}\"")).Raw.ShouldNotContain(Room);
        stranger.Frames.Where(frame => frame.Feed == $"room/{Room}").ShouldBeEmpty();

        await admin.Right("approve", $"\"room\":\"{Room}\",\"user\":\"stranger-{scene}\"");
        await stranger.See("room-approved", ("room", Room));
        await stranger.See("room-joined", ("room", Room));
        await stranger.See("room-state", ("room", Room));
        (await stranger.Right("history", $"\"feed\":\"room/{Room}\"")).Raw.ShouldContain("the treasure");
    }

    [Fact]
    public async Task Request_WhenMade_IsHiddenFromMembers_AndOnAllClientsOfAdmins()
    {
        await using var admin = await node.Register($"admin-{scene}");
        await using var second = await node.Connect();
        await second.Login($"admin-{scene}");
        await using var member = await node.Register($"member-{scene}");
        await using var stranger = await node.Register($"stranger-{scene}");
        var link = await Begin(admin, member);
        await stranger.Right("join-link", $"\"link\":\"{link}\"");
        foreach (var client in (WireClient[])[admin, second])
        {
            await client.See("request-made", ("room", Room), ("user", $"stranger-{scene}"));
        }
        await admin.Right("deny", $"\"room\":\"{Room}\",\"user\":\"stranger-{scene}\"");
        await second.See("request-settled", ("approved", false));
        await stranger.See("room-denied", ("room", Room));
        await Refused(stranger, "join-link", $"\"link\":\"{link}\"", ErrorCodes.Denied);
        // Everything has reached the member when a message behind it all has.
        var last = (await admin.Right("post", $"\"room\":\"{Room}\",\"text\":\"last\",\"key\":\"k:9\"")).Seq;
        await member.See("posted", ("seq", last));
        member.Frames.Where(frame => frame.Raw.Contains("stranger", StringComparison.Ordinal))
            .ShouldAllBe(frame => frame.Feed == "room/Global");
        member.Frames.Count(frame => frame.Is("hidden", [("feed", $"room/{Room}")])).ShouldBe(3);
        await Refused(member, "requests", $"\"room\":\"{Room}\"", ErrorCodes.NotAdmin);
        await Refused(member, "links", $"\"room\":\"{Room}\"", ErrorCodes.NotAdmin);
    }

    [Fact]
    public async Task Link_WhenRevokedById_LeadsNowhere()
    {
        await using var admin = await node.Register($"admin-{scene}");
        await using var member = await node.Register($"member-{scene}");
        await using var stranger = await node.Register($"stranger-{scene}");
        var link = await Begin(admin, member);
        var id = (await admin.Right("links", $"\"room\":\"{Room}\"")).List("links").Single().Text("id");
        await Refused(member, "revoke-link", $"\"link\":\"{id}\"", ErrorCodes.NotAdmin);
        await admin.Right("revoke-link", $"\"link\":\"{id}\"");
        await Refused(stranger, "join-link", $"\"link\":\"{link}\"", ErrorCodes.BadLink);
        (await admin.Right("links", $"\"room\":\"{Room}\"")).List("links").ShouldBeEmpty();
    }

    [Fact]
    public async Task Asking_WhenTooManyAdminsHaveNotAnswered_IsRefused()
    {
        await using var cluster = await TestCluster.Start(1, "sessions.max-join-requests=1");
        await using var admin = await WireClient.Connect(cluster["n1"].Address);
        await admin.Register("admin");
        await using var stranger = await WireClient.Connect(cluster["n1"].Address);
        await stranger.Register("stranger");
        var links = new List<string>();
        foreach (var room in (string[])["one", "two"])
        {
            await admin.Right("create-room", $"\"room\":\"{room}\",\"access\":\"restricted\"");
            links.Add((await admin.Right("create-link", $"\"room\":\"{room}\"")).Text("link")!);
        }
        await stranger.Right("join-link", $"\"link\":\"{links[0]}\"");
        await stranger.See("room-asked");
        await Refused(stranger, "join-link", $"\"link\":\"{links[1]}\"", ErrorCodes.TooMany);
        await stranger.Right("join-link", $"\"link\":\"{links[0]}\"");
        await admin.Right("deny", "\"room\":\"one\",\"user\":\"stranger\"");
        await stranger.See("room-denied");
        await stranger.Right("join-link", $"\"link\":\"{links[1]}\"");
    }

    async Task<string> Begin(WireClient admin, WireClient member)
    {
        await admin.Right("create-room", $"\"room\":\"{Room}\",\"access\":\"restricted\"");
        await admin.Right("add-user", $"\"room\":\"{Room}\",\"user\":\"member-{scene}\"");
        await member.Right("join-room", $"\"room\":\"{Room}\"");
        await member.See("room-state", ("room", Room));
        await admin.Right("post", $"\"room\":\"{Room}\",\"text\":\"the treasure\",\"key\":\"k:1\"");
        return (await admin.Right("create-link", $"\"room\":\"{Room}\"")).Text("link")!;
    }

    static async Task Refused(WireClient client, string type, string fields, string code)
    {
        var error = await client.Ask(type, fields);
        error.Code.ShouldBe(code, $"{type} {fields}: {error}");
    }
}
