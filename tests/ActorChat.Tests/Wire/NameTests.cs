using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Who can't be told from somebody else can't register, and rooms the same.</summary>
[Collection(OneNodeTests.Name)]
public sealed class NameTests(OneNode node)
{
    [Theory]
    [InlineData("amelie", "аmelie", ErrorCodes.BadName)]
    [InlineData("nora", "nor\\uFE0Fa", ErrorCodes.BadName)]
    [InlineData("bella", "\\u3164\\u3164", ErrorCodes.BadName)]
    [InlineData("tina", "Global", ErrorCodes.BadName)]
    [InlineData("tanja", "G1obal", ErrorCodes.BadName)]
    [InlineData("romo", "rorno", ErrorCodes.NameTaken)]
    [InlineData("rorna", "roma", ErrorCodes.NameTaken)]
    [InlineData("zo0", "zoo", ErrorCodes.NameTaken)]
    [InlineData("Рорре-х", "Poppe-x", ErrorCodes.NameTaken)]
    [InlineData("Straße", "STRASSE", ErrorCodes.NameTaken)]
    public async Task Register_WhenItCantBeToldFromAnother_IsRefused(string first, string second, string code)
    {
        using var api = await node.Api(first);
        using var other = await node.Api();
        var refused = await other.Ask("register", $"\"name\":\"{second}\",\"password\":\"correct-horse\"");
        refused.Code.ShouldBe(code, refused.ToString());
        (await other.Ask("login", $"\"name\":\"{second}\",\"password\":\"correct-horse\"")).Code.ShouldBe(ErrorCodes.BadLogin);
        (await api.Right("login", $"\"name\":\"{first}\",\"password\":\"correct-horse\"")).Text("name").ShouldBe(first);
    }

    [Fact]
    public async Task Register_WhenLookalikesComeAtOnce_OneGetsTheName()
    {
        using var api = await node.Api();
        string[] names = ["mil0", "milo", "rnilo", "rnil0", "MIL0"];
        var answers = await Task.WhenAll(names.Select(name => api.Ask("register", $"\"name\":\"{name}\",\"password\":\"correct-horse\"")));
        answers.Count(answer => answer.Status == 200).ShouldBe(1, string.Join('\n', answers.Select(answer => answer.ToString())));
    }

    [Fact]
    public async Task CreateRoom_WhenItLooksLikeAnother_IsRefused_UntilThatIsGone()
    {
        using var api = await node.Api("roomer");
        await api.Right("create-room", "\"room\":\"mill\",\"access\":\"open\"");
        foreach (var name in (string[])["mi11", "rnill", "milI"])
        {
            await api.Refused("create-room", $"\"room\":\"{name}\",\"access\":\"open\"", 409, ErrorCodes.RoomExists);
        }
        await api.Refused("create-room", "\"room\":\"G1obal\",\"access\":\"open\"", 409, ErrorCodes.RoomExists);
        await api.Refused("create-room", "\"room\":\"mіll\",\"access\":\"open\"", 400, ErrorCodes.BadName);
        await api.Right("delete-room", "\"room\":\"mill\"");
        await Eventually.See(() => api.Ask("create-room", "\"room\":\"rnill\",\"access\":\"open\""), answer => answer.Status == 200,
            "the name is free again");
        await api.Refused("create-room", "\"room\":\"mill\",\"access\":\"open\"", 409, ErrorCodes.RoomExists);
    }
}
