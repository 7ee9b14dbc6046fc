using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(ThreeNodesTests.Name)]
public sealed class AccountCommandTests(ThreeNodes nodes)
{
    [Fact]
    public async Task Register_WhenNameIsFree_LogsIn_AndOtherwiseSaysWhy()
    {
        var cluster = await nodes.Cluster;
        await using var client = PlainClient.Connect("A1", cluster.Addresses);
        await using var other = PlainClient.Connect("A2", cluster.Addresses.Reverse());
        await client.Refused("/register x correct-horse", ErrorCodes.BadName);
        await client.Refused("/register no:name correct-horse", ErrorCodes.BadName);
        await client.Refused("/register Dora seven77", ErrorCodes.BadPassword);
        (await client.Right("/register Dora correct-horse")).Text("name").ShouldBe("Dora");
        await client.See("synced");
        await other.Refused("/register dORA correct-horse", ErrorCodes.NameTaken);
        await client.Refused("/register Dora2 correct-horse", ErrorCodes.LoggedIn);
    }

    [Fact]
    public async Task Login_WhenPasswordIsRight_ShowsOnTheUsersOtherClients()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "login");
        await using var third = PlainClient.Connect("A3", (await nodes.Cluster).Addresses);
        await third.Refused($"/login {cast.Alice} wrong-horse", ErrorCodes.BadLogin);
        await third.Refused("/login nobody-at-all wrong-horse", ErrorCodes.BadLogin);
        var session = (await third.Right($"/login {cast.Alice} correct-horse")).Text("session")!;
        await cast.A1.See("session-opened", ("session", session));
        await cast.A2.See("session-opened", ("session", session));

        var sessions = await Eventually.See(() => cast.A1.Right("/sessions"), reply => reply.List("sessions").Count == 3, "three sessions");
        sessions.List("sessions").Count(one => one.Is("", ("this", true))).ShouldBe(1);
        sessions.List("sessions").Select(one => one.Text("node")).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Logout_WhenOneClientLogsOut_TheOthersStay()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "logout");
        await cast.A1.Right("/logout");
        await cast.A2.See("session-closed");
        await cast.A1.Refused("/logout", ErrorCodes.NotLoggedIn);
        await cast.A1.Refused("/send Global hello", ErrorCodes.NotLoggedIn);
        await cast.A2.Right("/send Global still-here");
        await cast.B1.See("posted", ("feed", "room/Global"), ("by", cast.Alice), ("text", "still-here"));
        cast.A1.CountOf("posted", ("text", "still-here")).ShouldBe(0);
    }

    [Fact]
    public async Task Quit_WhenTyped_EndsTheClientInGoodOrder()
    {
        await using var client = PlainClient.Connect("A1", (await nodes.Cluster).Addresses);
        await client.Right("/help");
        await client.Type("/quit");
        (await client.End()).ShouldBe(0);
        await using var mistyped = PlainClient.Connect("A1", (await nodes.Cluster).Addresses);
        (await mistyped.Misused("/quit now")).ShouldContain("/quit");
        await mistyped.Type("/quit");
        (await mistyped.End()).ShouldBe(3);
    }

    [Fact]
    public async Task Input_WhenItEnds_TheClientAnswersWhatIsOutstandingAndEnds()
    {
        await using var client = PlainClient.Connect("A1", (await nodes.Cluster).Addresses);
        await client.Type("/register Erna correct-horse");
        await client.Type("/send Global from-a-pipe");
        (await client.Finish()).ShouldBe(0);
        client.CountOf("logged-in").ShouldBe(1);
        client.Frames.Count(frame => frame.IsReply && frame.Type == "posted").ShouldBe(1);
    }
}
