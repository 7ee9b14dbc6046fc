using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ActorChat.Remoting;
using ActorChat.Remoting.Links;
using ActorChat.Remoting.Serialization;
using ActorChat.Tests.EndToEnd.Harness;
using Akka.Serialization;

namespace ActorChat.Tests.AtTheGate;

/// <summary>A connection between a gate and a client, both real.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task Bytes_WhenTheyAreMany_ComeInOrder_BothWaysAtOnce()
    {
        await using var scene = new GateScene();
        var (client, node) = await scene.Honest();
        await Task.WhenAll(Pass(client, node), Pass(node, client));
    }

    [Fact]
    public async Task Sender_WhenTheOtherSideTakesNothing_WaitsBehindAWindow_AndGoesOnWhenItDoes()
    {
        await using var scene = new GateScene();
        var (client, node) = await scene.Honest();
        var sent = 0;
        Task sending;
        while ((sending = node.Send(new byte[RemoteContract.MaxPieceBytes], default)).IsCompletedSuccessfully) sent++;
        sent.ShouldBe(4);
        await client.Receive(default);
        await client.Receive(default);
        await sending.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Client_WhenItGoes_IsGoneForTheNode_AndAddressIsForgotten()
    {
        await using var scene = new GateScene();
        var (peer, _, node) = await scene.Visitor(Pdu.Somebody);
        await peer.DisposeAsync();
        await node.Ended.WaitAsync(Eventually.Deadline);
        (await node.Receive(default)).ShouldBeNull();
        await using var again = await scene.Attacker(Pdu.Somebody, uid: 2);
    }

    [Fact]
    public async Task Node_WhenItHasSaidAll_IsHeardToTheEnd()
    {
        await using var scene = new GateScene();
        var (client, node) = await scene.Honest();
        await node.Send("last\n"u8.ToArray(), default);
        node.Finish();
        (await client.Receive(default).AsTask().WaitAsync(Eventually.Deadline)).ShouldBe("last\n"u8.ToArray());
        (await client.Receive(default).AsTask().WaitAsync(Eventually.Deadline)).ShouldBeNull();
        client.IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task Serializers_WhenAPeerCanNameThem_AreOursOrRefuse()
    {
        await using var scene = new GateScene();
        var byId = (IReadOnlyDictionary<int, Serializer>)typeof(Serialization)
            .GetField("_serializersById", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(scene.Gate.System.Serialization)!;
        byId.Where(one => one.Value is not (ChatSerializer or RefusingSerializer or NullSerializer))
            .ShouldBeEmpty("a later Akka brings one more: add it to the list");
        byId[RemoteContract.SerializerId].ShouldBeOfType<ChatSerializer>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Joiner_WhenLinesAreCutAnywhere_GivesWholeLines(int pieceBytes)
    {
        var text = "first\n\nsecond line\n" + new string('x', 30) + "\nlast\nno end";
        var joiner = new LineJoiner(20);
        var lines = new List<string>();
        foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(pieceBytes))
        {
            foreach (var line in joiner.Add(piece)) lines.Add(line is { } whole ? Encoding.UTF8.GetString(whole.Span) : "too long");
        }
        lines.ShouldBe(["first", "", "second line", "too long", "last"]);
    }

    static async Task Pass(RemoteLink from, RemoteLink to)
    {
        const int Pieces = 300;
        var all = RandomNumberGenerator.GetBytes(Pieces * 1000);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Pieces; i++) await from.Send(all.AsMemory(i * 1000, 1000), default);
        });
        var got = new MemoryStream();
        while (got.Length < all.Length) got.Write((await to.Receive(default).AsTask().WaitAsync(Eventually.Deadline))!);
        got.ToArray().ShouldBe(all);
        await sending;
    }
}
