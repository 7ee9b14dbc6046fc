using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>A client that has more than there is: the store was restored from a backup.</summary>
[Collection(OneNodeTests.Name)]
public sealed class SetBackTests(OneNode node)
{
    [Fact]
    public async Task Resume_WhenTheCursorIsBeyondTheFeedsEnd_SaysSo_AndShowsTheState()
    {
        await using var first = await node.Register("back-one");
        await first.Right("create-room", "\"room\":\"back\",\"access\":\"open\"");
        var posted = await first.Right("post", "\"room\":\"back\",\"text\":\"one\",\"key\":\"k:1\"");
        await using var login = await node.Connect();
        var token = (await login.Login("back-one")).Text("token");
        await using var late = await node.Connect();
        await late.Right("resume", $"\"token\":\"{token}\",\"cursors\":{{\"room/back\":{posted.Seq + 3}}}");
        await late.See("synced");
        var back = await late.See("set-back", ("feed", "room/back"));
        (back.Number("seq"), back.Number("had")).ShouldBe((posted.Seq, posted.Seq + 3));
        (await late.See("room-state", ("room", "back"))).Seq.ShouldBe(posted.Seq);
    }
}
