using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using ActorChat.Remoting;
using ActorChat.Remoting.Guarding;
using ActorChat.Remoting.Links;
using ActorChat.Remoting.Transports;
using ActorChat.Tests.EndToEnd.Harness;
using Akka.Actor;
using Akka.Remote.Transport;

namespace ActorChat.Tests.AtTheGate;

/// <summary>Machines that are busy are slow, and no attackers: nothing breaks because of the time that a beginning takes.</summary>
public sealed class SlowPeerTests
{
    [Fact]
    public async Task Client_WhenItIsSlowToShakeHands_IsServedAllTheSame()
    {
        var time = new HandTime();
        await using var scene = new GateScene(time: time);
        var (peer, node) = await scene.Connect();
        await Eventually.True(() => time.Timers > 0, "a timer");
        time.Advance(TimeSpan.FromSeconds(30));
        await peer.Send(Pdu.Associate(Attacks.Host));
        await peer.Send(Pdu.Hello(Attacks.Host));
        await peer.See("/user/gate/");
        node.Ended.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Client_WhoseActorSystemIsNotThereYet_AnswersPings()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var node = await listener.AcceptTcpClientAsync();
        using var socket = WebSocket.CreateFromStream(client.GetStream(), new() { KeepAliveInterval = TimeSpan.Zero });
        var end = new ClientEnd(Pdu.Somebody, socket, new(), TimeProvider.System);

        byte[] ping = [0x89, 0];
        await node.GetStream().WriteAsync(ping);

        var pong = new byte[2];
        await node.GetStream().ReadExactlyAsync(pong).AsTask().WaitAsync(Eventually.Deadline);
        pong.ShouldBe([0x8A, 0x80]);
        end.Local.Host.ShouldBe(Pdu.Somebody);
    }

    [Fact]
    public async Task Association_WhenAkkaIsSlowToTakeIt_WaitsForIt()
    {
        var time = new HandTime();
        var (handle, link, peer) = await Begun(time);
        await using var _ = peer;
        var running = handle.Run(null, null);
        time.Advance(TimeSpan.FromMinutes(5));
        var taken = new Taken();
        handle.ReadHandlerSource.SetResult(taken);
        await peer.Send(Pdu.Associate(Pdu.Somebody));
        await Eventually.True(() => taken.Payloads == 1, "it was handed on");
        link.Ended.IsCompleted.ShouldBeFalse();
        peer.Socket.Abort();
        await running.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Association_WhenItIsClosedBeforeAkkaTakesIt_Ends()
    {
        var (handle, link, peer) = await Begun(TimeProvider.System);
        await using var _ = peer;
        link.HangUp("too early for anybody to know how");
        await handle.Run(null, null).WaitAsync(Eventually.Deadline);
        link.Ended.IsCompleted.ShouldBeTrue();
        (await peer.Closed()).ShouldBe("too early for anybody to know how");
    }

    static async Task<(SocketHandle Handle, RemoteLink Link, RawPeer Peer)> Begun(TimeProvider time)
    {
        var (node, other) = await RawPeer.Pair();
        var link = new RemoteLink();
        Address local = new(RemoteContract.Scheme, RemoteContract.GateSystem, RemoteContract.GateHost, RemoteContract.Port),
            remote = new(RemoteContract.Scheme, RemoteContract.ClientSystem, Pdu.Somebody, RemoteContract.Port);
        return (new(local, remote, node, new(node, time), new(GuardRules.OfNode, time), GuardRules.OfNode, link, time), link, new(other));
    }

    sealed class Taken : IHandleEventListener
    {
        int payloads;

        public int Payloads => Volatile.Read(ref payloads);

        public void Notify(IHandleEvent happened)
        {
            if (happened is InboundPayload) Interlocked.Increment(ref payloads);
        }
    }
}
