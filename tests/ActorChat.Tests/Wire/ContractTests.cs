using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;
using WireJson = ActorChat.Messages.Wire;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Two users do everything once on a fresh node; what goes over the wire is as in the golden files.</summary>
[Collection(OneNodeTests.Name)]
public class ContractTests
{
    const string Content = "AQID";

    // Only ever in a journal: of a file-store, which has no feed, or of a room, whose feed shows that something is hidden.
    static readonly string[] Unseen = ["upload-begun", "upload-dropped", "link-made", "link-ended", "join-asked", "join-denied", "name-held", "file-shown"];

    // Only seen by clients that are too slow, or of a node that is cut off: tests of that compare them.
    static readonly string[] Rare = ["lagging", "trouble", "set-back"];

    readonly Dictionary<string, (string Request, long Id, WireClient Client)> asked = [];
    readonly List<WireClient> moderated = [];
    long lastId;

    [Fact]
    public async Task Frames_WhenEverythingIsDoneOnce_AreAsInTheGoldenFiles()
    {
        await using var cluster = await TestCluster.Start(1, "sessions.max-catch-up=5", "rooms.global-send-limit=20", "dialogues.message-lifetime=1s", "operators=root", "users.warnings-to-suspend=1");
        await using var alice = await WireClient.Connect(cluster["n1"].Address);
        await using var bob = await WireClient.Connect(cluster["n1"].Address);
        await using var second = await WireClient.Connect(cluster["n1"].Address);
        await using var resumed = await WireClient.Connect(cluster["n1"].Address);
        await Enter(alice, bob, second);
        await Rooms(alice, bob);
        var token = (await Ask(second, "login", "\"name\":\"alice\",\"password\":\"correct-horse\",\"client\":\"tests\"")).Text("token");
        await second.See("synced");
        await Dialogues(alice, bob);
        await Files(alice);
        await using var late = await FromTheBeginning(cluster["n1"].Address);
        await using var dora = await Named("dora", cluster["n1"].Address);
        await using var emil = await Named("emil", cluster["n1"].Address);
        await Links(dora, emil);
        await using var rules = new ContractOfRules(cluster["n1"].Address, Ask);
        await rules.Run();
        await using var olga = await Named("olga", cluster["n1"].Address);
        moderated.Add(olga);
        await Later(olga);
        await using var root = await Moderation(cluster["n1"].Address);
        await People(alice, root, cluster["n1"].Address);
        await Ask(resumed, "resume", $"\"token\":\"{token}\",\"cursors\":{{\"room/Global\":1,\"room/gone\":5}},\"client\":\"tests\"");
        await resumed.See("synced");
        await Ask(second, "logout", "");
        await alice.See("session-closed");
        await cluster.Terminate("n1");
        await alice.Closed();
        var frames = ((WireClient[])[alice, bob, second, resumed, late, dora, emil, .. rules.Clients, .. moderated]).SelectMany(client => client.Frames).ToList();
        List<string?> differences = [.. asked.Select(one => Reply(one.Key, one.Value))];
        differences.AddRange(EventTypes.Where(type => !Unseen.Contains(type)).Select(type => One("event", type, frames.Where(frame => frame.IsEvent))));
        differences.AddRange(NoticeTypes.Where(type => !Rare.Contains(type)).Select(type => One("notice", type, frames.Where(frame => frame is { IsEvent: false, IsReply: false }))));
        differences.OfType<string>().ShouldBeEmpty();
    }

    [Fact]
    public void GoldenFiles_WhenListed_CoverEveryRequestEventAndNotice()
    {
        IEnumerable<string> expected =
        [
            .. RequestTypes.Select(type => $"request.{type}"), .. EventTypes.Except(Unseen).Select(type => $"event.{type}"), .. NoticeTypes.Select(type => $"notice.{type}"),
        ];
        GoldenFiles.All.ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    async Task Enter(WireClient alice, WireClient bob, WireClient second)
    {
        await Ask(alice, "register", "\"name\":\"alice\",\"password\":\"correct-horse\",\"client\":\"tests\"");
        await alice.See("synced");
        await Ask(second, "ping", "");
        await bob.Register("bob");
        await alice.See("presence", ("feed", "room/Global"));
    }

    async Task Rooms(WireClient alice, WireClient bob)
    {
        await Ask(alice, "create-room", "\"room\":\"Lab\",\"access\":\"restricted\"");
        await alice.See("room-state", ("room", "Lab"));
        await Ask(alice, "add-user", "\"room\":\"Lab\",\"user\":\"bob\"");
        await bob.See("room-invited");
        await Ask(bob, "join-room", "\"room\":\"Lab\"");
        await bob.See("room-state", ("room", "Lab"));
        await bob.See("room-joined");
        var posted = await Ask(alice, "post", "\"room\":\"Lab\",\"text\":\"Hello, Bob\",\"key\":\"tests:1\"");
        await bob.See("posted", ("feed", "room/Lab"));
        await Ask(bob, "read", $"\"feed\":\"room/Lab\",\"upTo\":{posted.Seq},\"ordinal\":1");
        await bob.See("read");
        await Ask(bob, "history", "\"feed\":\"room/Lab\",\"limit\":5");
        await Ask(bob, "search", "\"text\":\"HELLO b\",\"feed\":\"room/Lab\"");
        await Ask(bob, "feed", "\"feed\":\"room/Lab\",\"after\":1,\"limit\":3");
        await Ask(bob, "rooms", "\"text\":\"la\"");
        await Ask(bob, "users", "\"text\":\"al\"");
        await Ask(bob, "sessions", "");
        await Eventually.See(() => bob.Right("who", "\"room\":\"Lab\""), who => who.Number("onlineCount") == 2, "both online");
        await Ask(bob, "who", "\"room\":\"Lab\"");
        await Ask(alice, "leave-room", "\"room\":\"Lab\"");
        await bob.See("admin-named");
        await bob.See("room-admin");
        await alice.See("room-left");
        await bob.Right("add-user", "\"room\":\"Lab\",\"user\":\"alice\"");
        await alice.Right("join-room", "\"room\":\"Lab\"");
        await alice.See("room-joined");
        await Ask(bob, "remove-user", "\"room\":\"Lab\",\"user\":\"alice\"");
        await alice.See("room-removed");
        await Ask(bob, "delete-room", "\"room\":\"Lab\"");
        await bob.See("room-deleted");
    }

    async Task Dialogues(WireClient alice, WireClient bob)
    {
        await Ask(alice, "open-dialogue", "\"user\":\"bob\"");
        await alice.See("dialogue-state");
        await bob.See("dialogue-state");
        await bob.See("dialogue-opened");
        await Ask(bob, "post-private", "\"user\":\"alice\",\"text\":\"Hello, Alice\",\"key\":\"tests:1\"");
        await alice.See("posted", ("feed", "dialogue/alice~bob"));
        await Ask(alice, "delete-dialogue", "\"user\":\"bob\"");
        await bob.See("dialogue-deleted");
        await bob.See("unfollowed", ("feed", "dialogue/alice~bob"));
        await bob.Right("open-dialogue", "\"user\":\"alice\"");
        await alice.See("dialogue-state", ("seq", 4));
    }

    async Task Later(WireClient bob)
    {
        await bob.Right("create-room", "\"room\":\"Attic\",\"access\":\"open\"");
        var kept = (await Ask(bob, "schedule", $"\"due\":\"{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}\",\"text\":\"Good morning\",\"room\":\"Attic\"")).Number("schedule");
        await Ask(bob, "scheduled", "");
        await Ask(bob, "cancel-scheduled", $"\"schedule\":{kept}");
        await Soon.Schedule(bob, "Attic", TimeSpan.FromSeconds(8), "Good night"); // The room is gone by then.
        await bob.Right("delete-room", "\"room\":\"Attic\"");
        await bob.See("schedule-failed");
    }

    // An operator, a user who misbehaves, and a client of the operator's that is ended from the other.
    async Task<WireClient> Moderation(string address)
    {
        var root = await WireClient.Connect(address);
        var mallory = await WireClient.Connect(address);
        var other = await WireClient.Connect(address);
        moderated.AddRange([root, mallory, other]);
        await root.Register("root");
        await mallory.Register("mallory");
        // Otherwise a line about it comes between the others, nobody knows where.
        await mallory.Right("change-setting", "\"setting\":\"last-seen\",\"on\":false");
        await Ask(root, "settings", "");
        await Ask(root, "change-setting", "\"setting\":\"drafts\",\"on\":false");
        await root.See("preference-changed");
        var session = (await other.Login("root")).Text("session");
        await Ask(root, "end-session", $"\"session\":\"{session}\"");
        await other.See("login-ended");
        await Ask(root, "report", "\"user\":\"mallory\",\"reason\":\"spam\"");
        await mallory.See("suspended");
        await root.See("audited");
        await Eventually.See(() => root.Right("reports"), reply => reply.List("reports").Count == 1, "the report is open");
        await Ask(root, "reports", "");
        await Ask(root, "dismiss", "\"user\":\"mallory\"");
        await mallory.See("reports-dismissed");
        await Ask(root, "grant", "\"user\":\"mallory\",\"role\":\"operator\"");
        await mallory.See("role-granted");
        await Ask(root, "revoke-role", "\"user\":\"mallory\",\"role\":\"operator\"");
        await mallory.See("role-revoked");
        await Ask(root, "ban", "\"user\":\"mallory\",\"durationMs\":3600000,\"reason\":\"spam\"");
        await mallory.See("banned");
        await Ask(root, "unban", "\"user\":\"mallory\"");
        var back = await WireClient.Connect(address);
        var late = await WireClient.Connect(address);
        moderated.AddRange([back, late]);
        await late.Right("resume", $"\"token\":\"{(await back.Login("mallory")).Text("token")}\",\"cursors\":{{\"user/mallory\":9}}");
        await late.See("unbanned");
        await ContractOfRules.Passwords(Ask, root, late);
        return root;
    }

    // What is told and not stored, and what users set between each other.
    async Task People(WireClient alice, WireClient root, string address)
    {
        await Ask(root, "typing", "\"feed\":\"room/Global\"");
        await alice.See("typing");
        await Ask(root, "draft", "\"feed\":\"room/Global\",\"text\":\"half a sen\"");
        await root.See("draft");
        await Ask(root, "view", "\"feed\":\"room/Global\"");
        await root.See("view");
        await Ask(root, "idle", "\"idle\":false");
        await Ask(root, "away", "\"text\":\"at lunch\"");
        await root.See("away");
        await Ask(root, "back", "");
        await root.See("back");
        await Ask(root, "ignore", "\"user\":\"bob\"");
        await root.See("ignored");
        await Ask(root, "unignore", "\"user\":\"bob\"");
        await root.See("unignored");
        await using (var nora = await WireClient.Connect(address)) await nora.Register("nora");
        await Eventually.See(() => root.Right("whois", "\"user\":\"nora\""), reply => reply.Has("lastSeen"), "nora was seen");
        await Ask(root, "whois", "\"user\":\"nora\"");
        var (back, late) = (await WireClient.Connect(address), await WireClient.Connect(address));
        moderated.AddRange([back, late]);
        await late.Right("resume", $"\"token\":\"{(await back.Login("nora")).Text("token")}\",\"cursors\":{{\"user/nora\":2}}");
        await late.See("seen");
    }

    async Task Files(WireClient alice)
    {
        var file = (await Ask(alice, "begin-file", $"\"name\":\"plan.pdf\",\"size\":3,\"sha256\":\"{Samples.Sha256Of(1, 2, 3)}\"")).Text("file");
        await Ask(alice, "put-chunk", $"\"file\":\"{file}\",\"index\":0,\"data\":\"{Content}\"");
        var key = (await Ask(alice, "finish-file", $"\"file\":\"{file}\"")).Text("key");
        await alice.See("file-published", ("name", "plan.pdf"));
        await Ask(alice, "find-file", $"\"key\":\"{key}\"");
        await Ask(alice, "get-chunk", $"\"key\":\"{key}\",\"index\":0");
        for (var i = 2; i <= 8; i++) await alice.Right("post", $"\"room\":\"Global\",\"text\":\"plan.pdf\",\"key\":\"tests:{i}\",\"file\":\"{key}\"");
    }

    async Task Links(WireClient dora, WireClient emil)
    {
        await dora.Right("create-room", "\"room\":\"Cellar\",\"access\":\"restricted\"");
        await dora.See("room-state", ("room", "Cellar"));
        var link = (await Ask(dora, "create-link", "\"room\":\"Cellar\",\"uses\":5,\"lifeSeconds\":3600")).Text("link");
        await dora.See("hidden", ("feed", "room/Cellar"));
        await Ask(dora, "links", "\"room\":\"Cellar\"");
        await Ask(emil, "join-link", $"\"link\":\"{link}\"");
        await emil.See("room-asked");
        await dora.See("request-made");
        await Ask(dora, "requests", "\"room\":\"Cellar\"");
        await Ask(dora, "deny", "\"room\":\"Cellar\",\"user\":\"emil\"");
        await emil.See("room-denied");
        await dora.See("request-settled");
        await Ask(dora, "revoke-link", $"\"link\":\"{link}\"");
        await dora.Right("create-room", "\"room\":\"Loft\",\"access\":\"restricted\"");
        link = (await dora.Right("create-link", "\"room\":\"Loft\"")).Text("link");
        await emil.Right("join-link", $"\"link\":\"{link}\"");
        await Ask(dora, "approve", "\"room\":\"Loft\",\"user\":\"emil\"");
        await emil.See("room-approved");
        await emil.See("room-state", ("room", "Loft"));
        await KeepFiles(dora);
        foreach (var room in (string[])["Cellar", "Loft"]) await dora.Right("delete-room", $"\"room\":\"{room}\"");
    }

    async Task KeepFiles(WireClient dora)
    {
        var file = (await dora.Right("begin-file", $"\"name\":\"plan.pdf\",\"size\":3,\"sha256\":\"{Samples.Sha256Of(1, 2, 3)}\"")).Text("file");
        await dora.Right("put-chunk", $"\"file\":\"{file}\",\"index\":0,\"data\":\"{Content}\"");
        var key = (await dora.Right("finish-file", $"\"file\":\"{file}\"")).Text("key");
        await Ask(dora, "files", "");
        await dora.Right("post", $"\"room\":\"Loft\",\"text\":\"plan.pdf\",\"key\":\"tests:1\",\"file\":\"{key}\"");
        await Ask(dora, "delete-file", $"\"key\":\"{key}\"");
        foreach (var told in (string[])["file-gone", "file-removed"]) await dora.See(told);
    }

    static async Task<WireClient> Named(string user, string address)
    {
        var client = await WireClient.Connect(address);
        await client.Register(user);
        return client;
    }

    // A client that has missed all of a young user's events, the first of each feed among them.
    static async Task<WireClient> FromTheBeginning(string address)
    {
        await using var carol = await WireClient.Connect(address);
        var token = (await carol.Register("carol")).Text("token");
        await carol.Right("create-room", "\"room\":\"Den\",\"access\":\"open\"");
        await carol.Right("open-dialogue", "\"user\":\"bob\"");
        await carol.See("room-created");
        await carol.See("dialogue-opened");
        var late = await WireClient.Connect(address);
        await late.Right("resume", $"\"token\":\"{token}\",\"cursors\":{{\"user/carol\":0,\"room/Den\":0,\"dialogue/bob~carol\":0}}");
        await late.See("synced");
        return late;
    }

    // Asks with an id of its own, so that golden files do not depend on how often something was asked before.
    async Task<Frame> Ask(WireClient client, string type, string fields)
    {
        var id = 100 + ++lastId;
        var request = $$"""{"id":{{id}},"type":"{{type}}"{{(fields.Length > 0 ? "," : "")}}{{fields}}}""";
        await client.Send(request);
        var reply = await client.Reply(id);
        reply.Type.ShouldNotBe("error", $"{type}: {reply}");
        asked.TryAdd(type, (request, id, client));
        return reply;
    }

    static string? Reply(string type, (string Request, long Id, WireClient Client) one) => GoldenFiles.Differs($"request.{type}",
        "> " + one.Request.Replace($"\"id\":{one.Id}", "\"id\":7", StringComparison.Ordinal),
        "< " + one.Client.Frames.Single(frame => frame.Number("re") == one.Id).Raw.Replace($"\"re\":{one.Id}", "\"re\":7", StringComparison.Ordinal));

    // Whether Bob's client is in the dialogue when Alice's comes is a matter of moments.
    static string? One(string kind, string type, IEnumerable<Frame> frames) => frames.FirstOrDefault(frame => frame.Type == type) is { } frame
        ? GoldenFiles.Differs($"{kind}.{type}", "< " + (type == "dialogue-state" ? frame.Raw.Replace("[\"alice\",\"bob\"]", "[\"alice\"]", StringComparison.Ordinal) : frame.Raw))
        : $"{kind}.{type} never came";

    static IEnumerable<string> RequestTypes => WireJson.Strict.Request.PolymorphismOptions!.DerivedTypes.Select(one => (string)one.TypeDiscriminator!);
    static IEnumerable<string> EventTypes => WireJson.Lenient.Event.PolymorphismOptions!.DerivedTypes.Select(one => (string)one.TypeDiscriminator!);
    static IEnumerable<string> NoticeTypes => WireJson.Lenient.Notice.PolymorphismOptions!.DerivedTypes.Select(one => (string)one.TypeDiscriminator!);
}
