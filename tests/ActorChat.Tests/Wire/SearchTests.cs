using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Whoever searches finds what they may read, as it is now, and nothing else.</summary>
[Collection(OneNodeTests.Name)]
public class SearchTests(OneNode node)
{
    static int scenes;

    readonly string scene = $"se{Interlocked.Increment(ref scenes)}";
    int posts;

    string Room => $"Archive-{scene}";

    [Fact]
    public async Task Search_WhenMember_FindsWordsByTheirBeginning_TheNewestFirst_PageByPage()
    {
        await using var alice = await node.Register($"alice-{scene}");
        await Create(alice);
        for (var i = 1; i <= 5; i++) await Post(alice, $"Größe {scene} number{i}");
        var first = await alice.Right("search", $"\"text\":\"GROSSE\",\"feed\":\"room/{Room}\"");
        first.List("messages").ShouldBeEmpty();
        var page = await alice.Right("search", $"\"text\":\"große {scene}\",\"feed\":\"room/{Room}\",\"limit\":3");
        page.List("messages").Select(found => found.Text("snippet"))
            .ShouldBe([$"Größe {scene} number5", $"Größe {scene} number4", $"Größe {scene} number3"]);
        page.List("messages")[0].Text("feed").ShouldBe($"room/{Room}");
        var next = await alice.Right(
            "search", $"\"text\":\"große {scene}\",\"feed\":\"room/{Room}\",\"limit\":3,\"before\":\"{page.Text("next")}\"");
        next.List("messages").Select(found => found.Text("snippet")).ShouldBe([$"Größe {scene} number2", $"Größe {scene} number1"]);
        next.Has("next").ShouldBeFalse();
        await Post(alice, $"Größe {scene} number6");
        (await Found(alice, scene)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Search_WhenNotAllowed_FindsNothing_AndAfterARemovalNothingAnyMore()
    {
        await using var alice = await node.Register($"alice-{scene}");
        await using var bob = await node.Register($"bob-{scene}");
        await using var carol = await node.Register($"carol-{scene}");
        await Create(alice);
        await Post(alice, $"treasure{scene} here");
        await alice.Right("open-dialogue", $"\"user\":\"carol-{scene}\"");
        await alice.Right("post-private", $"\"user\":\"carol-{scene}\",\"text\":\"treasure{scene} there\",\"key\":\"p:1\"");
        (await Found(alice, $"treasure{scene}")).Count.ShouldBe(2);
        (await Found(carol, $"treasure{scene}")).ShouldHaveSingleItem().Text("feed")!.ShouldStartWith("dialogue/");
        (await Found(bob, $"treasure{scene}")).ShouldBeEmpty();
        (await bob.Ask("search", $"\"text\":\"treasure\",\"feed\":\"room/{Room}\"")).Code.ShouldBe(ErrorCodes.NotInRoom);
        (await bob.Ask("search", $"\"text\":\"treasure\",\"feed\":\"dialogue/alice-{scene}~carol-{scene}\""))
            .Code.ShouldBe(ErrorCodes.NotAllowed);
        (await bob.Ask("search", $"\"text\":\"treasure\",\"feed\":\"user/alice-{scene}\"")).Code.ShouldBe(ErrorCodes.UnknownFeed);

        await alice.Right("add-user", $"\"room\":\"{Room}\",\"user\":\"bob-{scene}\"");
        await bob.Right("join-room", $"\"room\":\"{Room}\"");
        await bob.See("room-joined");
        (await Found(bob, $"treasure{scene}")).ShouldHaveSingleItem();
        await alice.Right("remove-user", $"\"room\":\"{Room}\",\"user\":\"bob-{scene}\"");
        (await Found(bob, $"treasure{scene}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_WhenTheRoomWasDeletedAndMadeAnew_FindsNothingOfTheOldOne()
    {
        await using var alice = await node.Register($"alice-{scene}");
        await Create(alice);
        await Post(alice, $"bygone{scene}");
        (await Found(alice, $"bygone{scene}")).ShouldHaveSingleItem();
        await alice.Right("delete-room", $"\"room\":\"{Room}\"");
        await Create(alice);
        (await Found(alice, $"bygone{scene}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_WhenThereIsMoreThanOneMayIndexAtOnce_SaysSo_AndGetsFurther()
    {
        await using var cluster = await TestCluster.Start(1, "sessions.max-indexed-events=3");
        await using var alice = await WireClient.Connect(cluster["n1"].Address);
        await alice.Register("alice");
        for (var i = 1; i <= 5; i++) await alice.Right("post", $"\"room\":\"Global\",\"text\":\"word {i}\",\"key\":\"k:{i}\"");
        var first = await alice.Right("search", "\"text\":\"word\",\"feed\":\"room/Global\"");
        first.List("messages").Count.ShouldBeInRange(1, 3);
        first.Has("partial").ShouldBeTrue();
        var second = await alice.Right("search", "\"text\":\"word\",\"feed\":\"room/Global\"");
        (second.List("messages").Count, second.Has("partial")).ShouldBe((5, false));
    }

    [Theory]
    [InlineData("\"text\":\"\"", ErrorCodes.BadField)]
    [InlineData("\"text\":\"!?\"", ErrorCodes.BadField)]
    [InlineData("\"text\":\"x\",\"limit\":0", ErrorCodes.BadField)]
    [InlineData("\"text\":\"x\",\"limit\":101", ErrorCodes.BadField)]
    [InlineData("\"text\":\"x\",\"before\":\"nonsense\"", ErrorCodes.BadField)]
    [InlineData("\"text\":\"x\",\"before\":\"99999999999999999.1\"", ErrorCodes.BadField)]
    [InlineData("\"text\":\"x\",\"feed\":\"nonsense\"", ErrorCodes.UnknownFeed)]
    [InlineData("\"text\":\"x\",\"feed\":\"room/no-such-room\"", ErrorCodes.UnknownRoom)]
    public async Task Search_WhenItCantBe_IsRefused(string fields, string code)
    {
        await using var alice = await node.Register($"alice-{scene}");
        (await alice.Ask("search", fields)).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Search_WhenItLooksLikeAQuery_IsOnlyText()
    {
        await using var alice = await node.Register($"alice-{scene}");
        await Create(alice);
        await Post(alice, $"say \"NEAR\" and OR {scene}'s * :");
        foreach (var text in (string[])["\\\"NEAR\\\"", "OR", "and *", "' | & !", "near(", "{words} :"])
        {
            var answer = await alice.Ask("search", $"\"text\":\"{text} {scene}\",\"feed\":\"room/{Room}\"");
            answer.Type.ShouldBe("found", text);
        }
        (await Found(alice, $"near or {scene}")).ShouldHaveSingleItem();
    }

    Task<Frame> Create(WireClient alice) => alice.Right("create-room", $"\"room\":\"{Room}\",\"access\":\"restricted\"");

    Task<Frame> Post(WireClient client, string text) =>
        client.Right("post", $"\"room\":\"{Room}\",\"text\":{System.Text.Json.JsonSerializer.Serialize(text)},\"key\":\"k:{++posts}\"");

    static async Task<IReadOnlyList<Frame>> Found(WireClient client, string text) =>
        (await client.Right("search", $"\"text\":\"{text}\"")).List("messages");
}
