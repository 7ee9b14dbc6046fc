using ActorChat.Remoting.Links;
using ActorChat.Remoting.Systems;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.AtTheGate;

public sealed class GatesTests
{
    [Fact]
    public async Task Gate_WhenItHasServedItsNumber_IsFollowedByAnother_AndEndsWithItsLastConnection()
    {
        await using var gates = new Gates(TimeProvider.System, _ => { }, maxEach: 2);
        var (first, itsNode) = await Connect(gates);
        var (second, _) = await Connect(gates);
        gates.Living.ShouldBe(1);
        var (third, _) = await Connect(gates);
        gates.Living.ShouldBe(2);
        await second.DisposeAsync();
        await GateScene.Works(first.Link, itsNode);
        await first.DisposeAsync();
        await Eventually.True(() => gates.Living == 1, "the first gate has ended");
        await third.DisposeAsync();
        gates.Living.ShouldBe(1);
    }

    static async Task<(ClientSystem Client, RemoteLink Node)> Connect(Gates gates)
    {
        var (node, other) = await RawPeer.Pair();
        var link = new RemoteLink();
        _ = gates.Serve(node, link);
        var client = await ClientSystem.Start(other, TimeProvider.System);
        await client.Link.Opened.WaitAsync(Eventually.Deadline);
        return (client, link);
    }
}
