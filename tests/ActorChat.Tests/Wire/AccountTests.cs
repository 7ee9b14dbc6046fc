using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

[Collection(OneNodeTests.Name)]
public class AccountTests(OneNode node)
{
    [Fact]
    public async Task AnyRequest_WhenNotLoggedIn_IsRefused()
    {
        await using var client = await node.Connect();
        foreach (var (type, fields) in Samples.NeedLogin) (await client.Ask(type, fields)).Code.ShouldBe(ErrorCodes.NotLoggedIn, type);
    }

    [Fact]
    public async Task Login_WhenLoggedInAlready_IsRefused_AndTheLoginStays()
    {
        await using var client = await node.Register("wanda");
        (await client.Ask("login", "\"name\":\"wanda\",\"password\":\"correct-horse\"")).Code.ShouldBe(ErrorCodes.LoggedIn);
        (await client.Ask("register", "\"name\":\"wanda2\",\"password\":\"correct-horse\"")).Code.ShouldBe(ErrorCodes.LoggedIn);
        (await client.Ask("resume", "\"token\":\"wanda:x\"")).Code.ShouldBe(ErrorCodes.LoggedIn);
        await client.Right("history");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(".hidden")]
    [InlineData("two words")]
    [InlineData("a/b")]
    [InlineData("a~b")]
    [InlineData("a\u001b[31m")]
    [InlineData("right\u202eleft")]
    [InlineData("zero\u200bwidth")]
    [InlineData("smile😀")]
    [InlineData("123456789012345678901234567890123")]
    public async Task Register_WhenTheNameIsBad_IsRefused(string name)
    {
        await using var client = await node.Connect();
        (await client.Ask("register", $"\"name\":{JsonSerializer.Serialize(name)},\"password\":\"correct-horse\""))
            .Code.ShouldBe(ErrorCodes.BadName);
        (await client.Ask("login", $"\"name\":{JsonSerializer.Serialize(name)},\"password\":\"correct-horse\""))
            .Code.ShouldBe(ErrorCodes.BadLogin);
    }

    [Theory]
    [InlineData("Ωμέγα", "ΩΜΈΓΑ")]
    [InlineData("Jürgen", "ju\u0308rgen")]
    [InlineData("山田太郎", "山田太郎")]
    [InlineData("a_b-c.d", "A_B-C.D")]
    public async Task Register_WhenTheNameDiffersInCaseOrFormOnly_IsTaken(string name, string same)
    {
        await using var client = await node.Connect();
        (await client.Right("register", $"\"name\":\"{name}\",\"password\":\"correct-horse\"")).Text("name").ShouldBe(name);
        await using var other = await node.Connect();
        (await other.Ask("register", $"\"name\":\"{same}\",\"password\":\"correct-horse\"")).Code.ShouldBe(ErrorCodes.NameTaken);
        (await other.Right("login", $"\"name\":\"{same}\",\"password\":\"correct-horse\"")).Text("name").ShouldBe(name);
    }

    [Fact]
    public async Task Register_WhenThePasswordIsTooShortOrTooLong_IsRefused()
    {
        await using var client = await node.Connect();
        (await client.Ask("register", "\"name\":\"xaver\",\"password\":\"1234567\"")).Code.ShouldBe(ErrorCodes.BadPassword);
        (await client.Ask("register", $"\"name\":\"xaver\",\"password\":\"{new string('x', 257)}\"")).Code.ShouldBe(ErrorCodes.BadPassword);
        (await client.Ask("login", $"\"name\":\"xaver\",\"password\":\"{new string('x', 257)}\"")).Code.ShouldBe(ErrorCodes.BadLogin);
        await client.Right("register", "\"name\":\"xaver\",\"password\":\"12345678\"");
    }

    [Fact]
    public async Task Login_WhenWrongTooOften_ClosesTheConnection()
    {
        await using var client = await node.Connect();
        for (var i = 0; i < 10; i++)
        {
            (await client.Ask("login", "\"name\":\"nobody\",\"password\":\"wrong-horse\"")).Code.ShouldBe(ErrorCodes.BadLogin);
        }
        (await client.Ask("login", "\"name\":\"nobody\",\"password\":\"wrong-horse\"")).Text("message")!.ShouldContain("closes");
        await client.Closed();
    }

    [Fact]
    public async Task Ping_WhileALoginTakesItsTime_IsAnswered_AndWhatNeedsTheLoginWaits()
    {
        await using var cluster = await TestCluster.Start(1, "passwords.iterations=2000000");
        await using var client = await WireClient.Connect(cluster["n1"].Address);
        await client.Send("{\"id\":1,\"type\":\"register\",\"name\":\"berta\",\"password\":\"correct-horse\"}\n{\"id\":2,\"type\":\"ping\"}\n{\"id\":3,\"type\":\"history\"}");
        await client.Reply(3);
        client.Frames.Where(frame => frame.IsReply).Select(frame => frame.Type).ShouldBe(["pong", "logged-in", "history"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yvonne")]
    [InlineData("yvonne:")]
    [InlineData("yvonne:AAAA")]
    [InlineData("nobody-at-all:AAAA")]
    [InlineData(":")]
    public async Task Resume_WhenTheTokenIsWrong_IsRefused(string token)
    {
        await using var client = await node.Connect();
        (await client.Ask("resume", $"\"token\":\"{token}\"")).Code.ShouldBe(ErrorCodes.BadToken);
    }

    [Fact]
    public async Task Resume_WhenTheSessionHasLoggedOut_IsRefused_AndOtherTokensStayGood()
    {
        await using var first = await node.Connect();
        var firstToken = (await first.Register("zora")).Text("token");
        await using var second = await node.Connect();
        var secondToken = (await second.Login("zora")).Text("token");
        secondToken.ShouldNotBe(firstToken);
        await first.Right("logout");

        await using var again = await node.Connect();
        (await again.Ask("resume", $"\"token\":\"{firstToken}\"")).Code.ShouldBe(ErrorCodes.BadToken);
        var resumed = await again.Right("resume", $"\"token\":\"{secondToken}\"");
        resumed.Text("name").ShouldBe("zora");
        resumed.Has("token").ShouldBeFalse();
    }

    [Fact]
    public async Task Secrets_WhenEventsAreShown_AreNotAmongThem()
    {
        await using var client = await node.Connect();
        var token = (await client.Register("anton")).Text("token")!;
        await using var second = await node.Connect();
        await second.Login("anton");
        await client.See("session-opened");
        await client.Right("history");
        foreach (var frame in client.Frames.Skip(1).Where(frame => frame.Type != "logged-in"))
        {
            frame.Raw.ShouldNotContain("hash", Case.Insensitive);
            frame.Raw.ShouldNotContain(token.Split(':')[1]);
        }
    }
}
