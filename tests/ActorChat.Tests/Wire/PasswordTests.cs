using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Passwords: the same however they are typed, changed, and made by an operator for one login.</summary>
[Collection(OneNodeTests.Name)]
public sealed class PasswordTests(OneNode node)
{
    [Theory]
    [InlineData("caf\u00e9 \u00e9t\u00e9", "cafe\u0301 e\u0301te\u0301")]
    [InlineData("cafe\u0301 e\u0301te\u0301", "caf\u00e9 \u00e9t\u00e9")]
    [InlineData("two\u00a0words\u3000three", "two words three")]
    [InlineData("\uac00\uac01\uac02\uac03\uac04\uac05\uac06\uac07", "\u1100\u1161\u1100\u1161\u11a8\u1100\u1161\u11a9\u1100\u1161\u11aa\u1100\u1161\u11ab\u1100\u1161\u11ac\u1100\u1161\u11ad\u1100\u1161\u11ae")]
    public async Task Login_HoweverThePasswordIsComposed_IsRight(string first, string typed)
    {
        using var api = await node.Api();
        var name = $"opaque-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(first))[..14]}";
        await api.Right("register", $"\"name\":\"{name}\",\"password\":\"{first}\"");
        await api.Right("login", $"\"name\":\"{name}\",\"password\":\"{typed}\"");
        await api.Right("login", $"\"name\":\"{name}\",\"password\":\"{first}\"");
        await api.Refused("login", $"\"name\":\"{name}\",\"password\":\"{typed}x\"", 401, ErrorCodes.BadLogin);
    }

    [Fact]
    public async Task Register_WhenThePasswordHasControlCharacters_OrIsTooShortComposed_IsRefused()
    {
        using var api = await node.Api();
        await api.Refused("register", "\"name\":\"opaque-ctl\",\"password\":\"correct\\u0007horse\"", 400, ErrorCodes.BadPassword);
        await api.Refused("register", "\"name\":\"opaque-ctl\",\"password\":\"e\u0301e\u0301e\u0301e\u0301\"", 400, ErrorCodes.BadPassword);
    }

    [Fact]
    public async Task ChangePassword_EndsTheOtherLogins_AndKeepsThisOne()
    {
        await using var one = await node.Register("pw-one");
        await using var other = await node.Connect();
        await other.Login("pw-one");
        using var api = await node.Api();
        api.Token = (await api.Right("login", "\"name\":\"pw-one\",\"password\":\"correct-horse\"")).Text("token");
        (await one.Ask("change-password", "\"password\":\"wrong-horse\",\"newPassword\":\"better-horse\""))
            .Code.ShouldBe(ErrorCodes.BadLogin);
        (await one.Ask("change-password", "\"password\":\"correct-horse\",\"newPassword\":\"short\""))
            .Code.ShouldBe(ErrorCodes.BadPassword);
        await one.Right("change-password", "\"password\":\"correct-horse\",\"newPassword\":\"better-horse\"");
        (await one.See("password-changed")).Has("passwordHash").ShouldBeFalse();
        (await other.See("login-ended")).Text("message")!.ShouldContain("password was changed");
        (await api.Ask("history")).Code.ShouldBe(ErrorCodes.BadToken);
        await one.Right("history");
        await api.Refused("login", "\"name\":\"pw-one\",\"password\":\"correct-horse\"", 401, ErrorCodes.BadLogin);
        await api.Right("login", "\"name\":\"pw-one\",\"password\":\"better-horse\"");
    }

    [Fact]
    public async Task OneTimePassword_LogsInOnce_AndChoosesANewOne()
    {
        await using var cluster = await TestCluster.Start(1, "operators=root");
        await using var root = await WireClient.Connect(cluster.Addresses[0]);
        await root.Register("root");
        await using var lost = await WireClient.Connect(cluster.Addresses[0]);
        await lost.Register("lost");
        (await lost.Ask("one-time-password", "\"user\":\"root\"")).Code.ShouldBe(ErrorCodes.NotOperator);
        (await root.Ask("one-time-password", "\"user\":\"root\"")).Code.ShouldBe(ErrorCodes.NotAllowed);
        var made = (await root.Right("one-time-password", "\"user\":\"LOST\"")).Text("password")!;
        (await lost.See("one-time-password-made")).Has("passwordHash").ShouldBeFalse();
        await using var back = await WireClient.Connect(cluster.Addresses[0]);
        (await back.Login("lost", made)).Type.ShouldBe("logged-in");
        await using var second = await WireClient.Connect(cluster.Addresses[0]);
        (await second.Ask("login", $"\"name\":\"lost\",\"password\":\"{made}\"")).Code.ShouldBe(ErrorCodes.BadLogin);
        (await lost.Ask("change-password", $"\"password\":\"{made}\",\"newPassword\":\"better-horse\"")).Code.ShouldBe(ErrorCodes.BadLogin);
        await back.Right("change-password", $"\"password\":\"{made}\",\"newPassword\":\"better-horse\"");
        await second.Login("lost", "better-horse");
        (await root.See("audited", ("act", "one-time-password"))).Text("user").ShouldBe("lost");
    }
}
