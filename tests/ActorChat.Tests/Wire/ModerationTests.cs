using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Reports, silence, bans and ended sessions, seen from every client that they concern. Each test has users of its own.</summary>
[Collection(OneNodeTests.Name)]
public class ModerationTests(OperatedNodes operated) : IClassFixture<OperatedNodes>
{
    [Fact]
    public async Task User_WhenReportedThrice_CantSendFromAnyClient_UntilAnOperatorDismisses()
    {
        var cluster = await operated.Cluster;
        var nodes = cluster.Addresses;
        await using var mallory = await WireClient.Connect(nodes[0]);
        await mallory.Register("mallory");
        await using var second = await WireClient.Connect(nodes[1]);
        await second.Login("mallory");
        await using var root = await Root(nodes[2]);
        await root.Right("open-dialogue", "\"user\":\"mallory\"");
        await mallory.Right("post", "\"room\":\"Global\",\"text\":\"buy now\",\"key\":\"k:9\"");
        foreach (var (name, i) in ((string, int)[])[("ann", 1), ("ben", 2), ("cid", 3)])
        {
            await using var reporter = await WireClient.Connect(nodes[i % 3]);
            await reporter.Register(name);
            // As late as may be: it must not be due before the report that silences its writer.
            if (i == 3) await Soon.Schedule(mallory, "Global", TimeSpan.FromSeconds(8), "later");
            await reporter.Right("report", $"\"user\":\"Mallory\",\"reason\":\"reason {i}\"");
            (await reporter.Ask("report", "\"user\":\"mallory\"")).Code.ShouldBe(ErrorCodes.ReportedAlready);
            // Answered is answered: the very next message of any client meets it.
            if (i == 3)
            {
                (await second.Ask("post", "\"room\":\"Global\",\"text\":\"hi\",\"key\":\"k:1\"")).Code.ShouldBe(ErrorCodes.Suspended);
            }
        }
        foreach (var client in (WireClient[])[mallory, second])
        {
            (await client.See("suspended")).Text("why").ShouldBe("3 users reported you (reason 1; reason 2; reason 3)");
            client.Frames.Where(frame => frame.Type == "reported").ShouldAllBe(frame => !frame.Has("by"));
            (await client.Ask("post", "\"room\":\"Global\",\"text\":\"hi\",\"key\":\"k:2\"")).Code.ShouldBe(ErrorCodes.Suspended);
            (await client.Ask("post-private", "\"user\":\"root\",\"text\":\"hi\",\"key\":\"k:3\"")).Code.ShouldBe(ErrorCodes.Suspended);
        }
        (await mallory.See("schedule-failed")).Code.ShouldBe(ErrorCodes.Suspended);
        await using var third = await WireClient.Connect(nodes[2]);
        await third.Login("mallory");
        (await third.Ask("post", "\"room\":\"Global\",\"text\":\"hi\",\"key\":\"k:4\"")).Code.ShouldBe(ErrorCodes.Suspended);

        (await mallory.Ask("reports")).Code.ShouldBe(ErrorCodes.NotOperator);
        await root.See("audited", ("act", "suspend"), ("user", "mallory"));
        var open = (await root.Right("reports")).List("reports");
        open.Select(report => report.Text("by")).ShouldBe(["ann", "ben", "cid"]);
        await root.Right("dismiss", $"\"report\":{open[1].Number("report")}");
        await mallory.See("reports-dismissed");
        await mallory.Right("post", "\"room\":\"Global\",\"text\":\"free\",\"key\":\"k:5\"");
    }

    [Fact]
    public async Task User_WhenReportedByThreeFreshAccounts_IsWarnedOnce_AndNotSilenced()
    {
        await using var cluster = await TestCluster.Start(1, "operators=root");
        var node = cluster.Addresses[0];
        await using var victim = await WireClient.Connect(node);
        await victim.Register("victim");
        await victim.Right("post", "\"room\":\"Global\",\"text\":\"hi\",\"key\":\"k:1\"");
        foreach (var name in (string[])["sock-1", "sock-2", "sock-3", "sock-4"])
        {
            await using var reporter = await WireClient.Connect(node);
            await reporter.Register(name);
            await reporter.Right("report", "\"user\":\"victim\"");
        }
        await victim.Right("post", "\"room\":\"Global\",\"text\":\"still here\",\"key\":\"k:2\"");
        await victim.SeeCount(4, frame => frame.Type == "reported", "each report is told");
        victim.Frames.Where(frame => frame.Type == "reported")
            .ShouldAllBe(frame => frame.Number("warnings") == 1 && !frame.Has("by") && !frame.Has("weak"));
        // Neither do pages of their own feed say who it was.
        foreach (var page in new[] { await victim.Right("history"), await victim.Right("feed", "\"feed\":\"user/victim\"") })
        {
            page.List("events").Count(told => told.Type == "reported").ShouldBe(4);
            page.Raw.ShouldNotContain("sock-");
        }
        await using var root = await WireClient.Connect(node);
        await root.Register("root");
        await root.Right("report", "\"user\":\"victim\"");
        await victim.See("reported", ("warnings", 2));
    }

    [Fact]
    public async Task User_WhenBanned_IsOut_AndStaysOutUntilUnbanned()
    {
        var cluster = await operated.Cluster;
        await using var mallory = await WireClient.Connect(cluster.Addresses[0]);
        var token = (await mallory.Register("malvin")).Text("token");
        await using var root = await Root(cluster.Addresses[1]);
        (await mallory.Ask("ban", "\"user\":\"root\"")).Code.ShouldBe(ErrorCodes.NotOperator);
        (await root.Ask("ban", "\"user\":\"root\"")).Code.ShouldBe(ErrorCodes.NotAllowed);
        await root.Right("ban", "\"user\":\"malvin\",\"durationMs\":3600000,\"reason\":\"spam\"");
        (await mallory.See("login-ended")).Text("message")!.ShouldContain("spam");
        await mallory.Closed();

        await using var again = await WireClient.Connect(cluster.Addresses[2]);
        (await again.Ask("login", "\"name\":\"malvin\",\"password\":\"correct-horse\"")).Code.ShouldBe(ErrorCodes.Banned);
        (await again.Ask("login", "\"name\":\"malvin\",\"password\":\"wrong-horse\"")).Code.ShouldBe(ErrorCodes.BadLogin);
        (await again.Ask("resume", $"\"token\":\"{token}\"")).Code.ShouldBe(ErrorCodes.Banned);
        await root.Right("unban", "\"user\":\"malvin\"");
        (await again.Ask("resume", $"\"token\":\"{token}\"")).Code.ShouldBe(ErrorCodes.BadToken);
        await again.Login("malvin");
        await again.Right("post", "\"room\":\"Global\",\"text\":\"back\",\"key\":\"k:1\"");
        var audit = (await root.Right("history", "\"feed\":\"moderation/cluster\"")).List("events");
        audit.Where(line => line.Text("user") == "malvin").Select(line => line.Text("act")).ShouldBe(["ban", "unban"]);
        (await again.Ask("history", "\"feed\":\"moderation/cluster\"")).Code.ShouldBe(ErrorCodes.NotOperator);
    }

    [Fact]
    public async Task Operator_WhenGranted_FollowsTheAuditFeed_UntilRevoked()
    {
        var cluster = await operated.Cluster;
        await using var alice = await WireClient.Connect(cluster.Addresses[0]);
        await alice.Register("olive");
        await using var root = await Root(cluster.Addresses[1]);
        await root.Right("grant", "\"user\":\"olive\",\"role\":\"operator\"");
        await alice.See("role-granted");
        await alice.See("moderation-state");
        await alice.Right("reports");
        await root.Right("revoke-role", "\"user\":\"olive\",\"role\":\"operator\"");
        await alice.See("unfollowed", ("feed", "moderation/cluster"));
        (await alice.Ask("reports")).Code.ShouldBe(ErrorCodes.NotOperator);
    }

    [Fact]
    public async Task Session_WhenEndedFromAnother_IsToldAndClosed_AndItsTokenIsWorthless()
    {
        var cluster = await operated.Cluster;
        await using var first = await WireClient.Connect(cluster.Addresses[0]);
        await first.Register("sally");
        await using var second = await WireClient.Connect(cluster.Addresses[1]);
        var login = await second.Login("sally");
        (await first.Ask("end-session", "\"session\":\"nonsense\"")).Code.ShouldBe(ErrorCodes.UnknownSession);
        await first.Right("end-session", $"\"session\":\"{login.Text("session")}\"");
        (await second.See("login-ended")).Code.ShouldBe(ErrorCodes.BadToken);
        await second.Closed();
        await using var again = await WireClient.Connect(cluster.Addresses[2]);
        (await again.Ask("resume", $"\"token\":\"{login.Text("token")}\"")).Code.ShouldBe(ErrorCodes.BadToken);
        await first.Right("history");
    }

    [Fact]
    public async Task Logout_WhenByItsOwnWish_IsNoEndFromElsewhere_AndTheConnectionStays()
    {
        var cluster = await operated.Cluster;
        await using var client = await WireClient.Connect(cluster.Addresses[0]);
        await client.Register("louis");
        for (var i = 0; i < 5; i++)
        {
            await client.Right("logout");
            await client.Right("login", "\"name\":\"louis\",\"password\":\"correct-horse\"");
        }
        await client.Right("history");
        client.CountOf("login-ended").ShouldBe(0);
    }

    // The operator that the settings name, whichever test needs them first.
    static async Task<WireClient> Root(string node)
    {
        var root = await WireClient.Connect(node);
        if ((await root.Ask("register", "\"name\":\"root\",\"password\":\"correct-horse\"")).Code is null) await root.See("synced");
        else await root.Login("root");
        return root;
    }
}
