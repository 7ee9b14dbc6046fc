using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Nobody reads or changes what they have no right to: requests × who asks × what is asked about.</summary>
[Collection(OneNodeTests.Name)]
public sealed class RightsTests(OneNode node) : IAsyncLifetime
{
    static int scenes;

    readonly string scene = $"{Interlocked.Increment(ref scenes)}";
    readonly Dictionary<string, WireClient> users = [];

    string Open => $"Open-r{scene}";
    string Restricted => $"Restricted-r{scene}";

    // An admin and a member of both rooms, one who was removed from both, and one who was never there.
    public async Task InitializeAsync()
    {
        foreach (var role in (string[])["admin", "member", "removed", "stranger"]) users[role] = await node.Register(NameOf(role));
        foreach (var (room, access) in ((string, string)[])[(Open, "open"), (Restricted, "restricted")])
        {
            await users["admin"].Right("create-room", $"\"room\":\"{room}\",\"access\":\"{access}\"");
            foreach (var role in (string[])["member", "removed"])
            {
                if (access == "restricted") await users["admin"].Right("add-user", $"\"room\":\"{room}\",\"user\":\"{NameOf(role)}\"");
                await users[role].Right("join-room", $"\"room\":\"{room}\"");
            }
            await users["admin"].Right("remove-user", $"\"room\":\"{room}\",\"user\":\"{NameOf("removed")}\"");
            await users["removed"].See("unfollowed", ("feed", $"room/{room}"));
        }
        await users["admin"].Right("open-dialogue", $"\"user\":\"{NameOf("member")}\"");
    }

    public async Task DisposeAsync()
    {
        foreach (var user in users.Values) await user.DisposeAsync();
    }

    [Fact]
    public async Task Room_WhenAskedAbout_AnswersMembersOnly()
    {
        foreach (var room in (string[])[Open, Restricted])
        {
            foreach (var role in (string[])["removed", "stranger"])
            {
                await Refused(role, "history", $"\"feed\":\"room/{room}\"", ErrorCodes.NotInRoom);
                await Refused(role, "who", $"\"room\":\"{room}\"", ErrorCodes.NotInRoom);
                await Refused(role, "post", $"\"room\":\"{room}\",\"text\":\"x\",\"key\":\"k:1\"", ErrorCodes.NotInRoom);
                await Refused(role, "read", $"\"feed\":\"room/{room}\",\"upTo\":1,\"ordinal\":1", ErrorCodes.UnknownFeed);
                await Refused(role, "leave-room", $"\"room\":\"{room}\"", ErrorCodes.NotInRoom);
            }
            foreach (var role in (string[])["admin", "member"])
            {
                await users[role].Right("history", $"\"feed\":\"room/{room}\"");
                await users[role].Right("who", $"\"room\":\"{room}\"");
                await users[role].Right("post", $"\"room\":\"{room}\",\"text\":\"x\",\"key\":\"k:1\"");
            }
        }
    }

    [Fact]
    public async Task Room_WhenChanged_ObeysItsAdminsOnly()
    {
        foreach (var room in (string[])[Open, Restricted])
        {
            foreach (var role in (string[])["member", "removed", "stranger"])
            {
                await Refused(role, "add-user", $"\"room\":\"{room}\",\"user\":\"{NameOf("stranger")}\"", ErrorCodes.NotAdmin);
                await Refused(role, "remove-user", $"\"room\":\"{room}\",\"user\":\"{NameOf("admin")}\"", ErrorCodes.NotAdmin);
                await Refused(role, "delete-room", $"\"room\":\"{room}\"", ErrorCodes.NotAdmin);
            }
            await Refused("removed", "join-room", $"\"room\":\"{room}\"", ErrorCodes.NotAllowed);
        }
        await Refused("stranger", "join-room", $"\"room\":\"{Restricted}\"", ErrorCodes.NotAllowed);
        await users["stranger"].Right("join-room", $"\"room\":\"{Open}\"");
    }

    [Fact]
    public async Task Rooms_WhenListed_ShowRestrictedOnesToThoseInThem()
    {
        (await Listed("member")).ShouldBe([Open, Restricted]);
        (await Listed("stranger")).ShouldBe([Open]);
        (await Listed("removed")).ShouldBe([Open]);
    }

    [Fact]
    public async Task Dialogue_WhenOfTwoOthers_IsClosedToAThird()
    {
        var feed = $"dialogue/{NameOf("admin")}~{NameOf("member")}";
        foreach (var role in (string[])["removed", "stranger"])
        {
            await Refused(role, "history", $"\"feed\":\"{feed}\"", ErrorCodes.NotAllowed);
            await Refused(role, "read", $"\"feed\":\"{feed}\",\"upTo\":1,\"ordinal\":1", ErrorCodes.UnknownFeed);
        }
        await users["member"].Right("post-private", $"\"user\":\"{NameOf("admin")}\",\"text\":\"between us\",\"key\":\"k:1\"");
        (await users["admin"].History(feed)).ShouldHaveSingleItem().Text("text").ShouldBe("between us");
        users["stranger"].CountOf("posted", ("text", "between us")).ShouldBe(0);
    }

    [Fact]
    public async Task UserFeed_WhenOfSomebodyElse_IsClosed() =>
        (await users["stranger"].Ask("history", $"\"feed\":\"user/{NameOf("admin")}\"")).Type.ShouldBe("error");

    [Fact]
    public async Task Upload_WhenOfSomebodyElse_CantBeTouched()
    {
        var begun = await users["member"].Right("begin-file", $"\"name\":\"f\",\"size\":3,\"sha256\":\"{Samples.Sha256Of(1, 2, 3)}\"");
        var file = $"\"file\":\"{begun.Text("file")}\"";
        await Refused("stranger", "put-chunk", $"{file},\"index\":0,\"data\":\"AwIB\"", ErrorCodes.UnknownFile);
        await users["member"].Right("put-chunk", $"{file},\"index\":0,\"data\":\"AQID\"");
        await Refused("stranger", "finish-file", file, ErrorCodes.UnknownFile);
        var key = (await users["member"].Right("finish-file", file)).Text("key")!;
        await Refused("stranger", "find-file", $"\"key\":\"{key[..^2]}AA\"", ErrorCodes.UnknownFile);
        // The key alone opens nothing: who may read where the file is posted may load it, as long as they may.
        async Task<string?> Load(string role) =>
            (await users[role].Ask("get-chunk", $"\"key\":\"{key}\",\"index\":0")) is var got && got.Type == "error" ? got.Code
            : got.Text("data");
        await Refused("stranger", "post", $"\"room\":\"Global\",\"text\":\"x\",\"key\":\"f:1\",\"file\":\"{key}\"", ErrorCodes.UnknownFile);
        (await Load("stranger"), await Load("admin"), await Load("member"))
            .ShouldBe((ErrorCodes.UnknownFile, ErrorCodes.UnknownFile, "AQID"));
        var posted = await users["member"].Right("post", $"\"room\":\"{Restricted}\",\"text\":\"x\",\"key\":\"f:2\",\"file\":\"{key}\"");
        (await Load("stranger"), await Load("admin"), await Load("member")).ShouldBe((ErrorCodes.UnknownFile, "AQID", "AQID"));
        await Refused("stranger", "find-file", $"\"key\":\"{key}\"", ErrorCodes.UnknownFile);
        await users["member"].Right("delete-file", $"\"key\":\"{key}\"");
        await users["admin"].See("file-gone", ("feed", $"room/{Restricted}"), ("key", key));
        var page = await users["admin"].Right("history", $"\"feed\":\"room/{Restricted}\",\"limit\":200");
        page.List("events").Single(one => one.Seq == posted.Seq)["file"].GetProperty("gone").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Resume_WhenItNamesFeedsOfOthers_DoesNotFollowThem()
    {
        await using var client = await node.Connect();
        var token = (await client.Login(NameOf("stranger"))).Text("token");
        await using var curious = await node.Connect();
        string[] feeds = [$"room/{Open}", $"room/{Restricted}", $"dialogue/{NameOf("admin")}~{NameOf("member")}",
            $"user/{NameOf("admin")}"];
        await curious.Right("resume", $"\"token\":\"{token}\",\"cursors\":{{{string.Join(',', feeds.Select(feed => $"\"{feed}\":0"))}}}");
        await curious.See("synced");
        foreach (var feed in feeds)
        {
            await curious.See("unfollowed", ("feed", feed));
            curious.Frames.Where(frame => frame.Feed == feed).ShouldHaveSingleItem(feed);
        }
    }

    string NameOf(string role) => $"{role}-r{scene}";

    async Task Refused(string role, string type, string fields, string code)
    {
        var error = await users[role].Ask(type, fields);
        error.Code.ShouldBe(code, $"{role}: {type} {fields}: {error}");
    }

    async Task<IEnumerable<string?>> Listed(string role) =>
        (await users[role].Right("rooms", $"\"text\":\"-r{scene}\"")).List("rooms").Select(room => room.Text("room"))
            .Where(room => room == Open || room == Restricted);
}
