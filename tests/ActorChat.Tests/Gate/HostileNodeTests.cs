using System.Text;
using ActorChat.Remoting;
using ActorChat.Remoting.Systems;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.AtTheGate;

/// <summary>
/// A node that wants to harm its client: the client makes no type of the node's, keeps no more than a window, and ends the connection.
/// </summary>
[Collection(Canary.Cage)]
public sealed class HostileNodeTests
{
    const string Session = "akka.actorchat://gate@chat:1/user/gate/" + Pdu.Somebody;

    public static TheoryData<string, int, string, string, bool> Messages => new()
    {
        { "any type by JSON", 1, "", Session, true },
        { "kill the link", 16, "K", Session, true },
        { "any type as a failure", 16, "STF", Session, true },
        { "suspend the link", 22, "Akka.Dispatch.SysMsg.Suspend, Akka", Session, true },
        { "a hello", RemoteContract.SerializerId, "h", Session, true },
        { "from somebody else", RemoteContract.SerializerId, "l", "akka.actorchat://client@127.0.0.1:22/user/link", true },
        { "to another actor", RemoteContract.SerializerId, "l", Session, false },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Message_WhenItIsNoneOfTheNodes_EndsTheConnection(
        string what, int serializer, string manifest, string from, bool toLink)
    {
        await using var scene = await Hostile.Connect();
        var to = toLink ? scene.Link : scene.Link.Replace("/user/link", "/system/log1", StringComparison.Ordinal);
        await scene.Node.TrySend(Pdu.Message(to, serializer, manifest, Canary.Json, from));
        (await scene.Node.Closed()).ShouldNotBeNullOrEmpty(what);
        await scene.Client.Link.Ended.WaitAsync(Eventually.Deadline);
        Canary.Songs.ShouldBe(Hostile.SongsBefore);
    }

    [Fact]
    public async Task Node_WhenItAnswersTheHandshakeAsAnother_IsLeft()
    {
        await using var scene = await Hostile.Connect(system: "other");
        (await scene.Client.Link.Ended.WaitAsync(Eventually.Deadline)).ShouldContain("address");
    }

    [Fact]
    public async Task Node_WhenItSendsMoreThanTheWindow_IsLeft()
    {
        await using var scene = await Hostile.Connect();
        await scene.Welcome();
        var pdu = Pdu.Message(scene.Link, RemoteContract.SerializerId, "l", new byte[RemoteContract.MaxPieceBytes], Session);
        var sent = 0;
        while (sent < 1000 && await scene.Node.TrySend(pdu)) sent++;
        (await scene.Client.Link.Ended.WaitAsync(Eventually.Deadline)).ShouldContain("window");
    }

    [Fact]
    public async Task Node_WhenItSaysNothing_LeavesNothingOpened()
    {
        var (node, other) = await RawPeer.Pair();
        await using var peer = new RawPeer(node);
        var client = await ClientSystem.Start(other, TimeProvider.System);
        await peer.See("\"\u0009actorchat");
        client.Link.Opened.IsCompleted.ShouldBeFalse();
        await client.DisposeAsync();
        await peer.Closed();
    }

    /// <summary>A client of ours, and a node of bytes that has shaken hands with it.</summary>
    sealed class Hostile(RawPeer node, ClientSystem client, string host) : IAsyncDisposable
    {
        public RawPeer Node => node;

        public ClientSystem Client => client;

        public string Link => Pdu.Link(host);

        public static int SongsBefore { get; private set; }

        public static async Task<Hostile> Connect(string system = RemoteContract.GateSystem)
        {
            SongsBefore = Canary.Songs;
            var (node, other) = await RawPeer.Pair();
            var peer = new RawPeer(node);
            var client = await ClientSystem.Start(other, TimeProvider.System);
            var handshake = await peer.See("\"\u0009actorchat");
            var host = Encoding.Latin1.GetString(handshake).Split("client\u0012 ")[1][..RemoteContract.NameDigits];
            await peer.Send(Pdu.Associate(RemoteContract.GateHost, 1, system));
            return new(peer, client, host);
        }

        public async Task Welcome()
        {
            await node.Send(Pdu.Message(Link, RemoteContract.SerializerId, "w", [], Session));
            await client.Link.Opened.WaitAsync(Eventually.Deadline);
        }

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            await node.DisposeAsync();
        }
    }
}
