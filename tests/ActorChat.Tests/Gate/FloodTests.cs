using System.Net.WebSockets;
using ActorChat.Remoting;
using ActorChat.Remoting.Guarding;
using ActorChat.Remoting.Systems;
using ActorChat.Tests.EndToEnd.Harness;
using Akka.Actor;

namespace ActorChat.Tests.AtTheGate;

/// <summary>Much, slow, and unfinished: what one connection makes the node keep is bounded, and the window or a deadline ends it.</summary>
public sealed class FloodTests
{
    [Fact]
    public async Task Lines_WhenMoreThanTheWindowIsSent_EndTheConnection()
    {
        await using var scene = new GateScene();
        var (peer, session, _) = await scene.Visitor(Attacks.Host);
        var pdu = Pdu.Lines(Attacks.Host, session, new string('x', RemoteContract.MaxPieceBytes - 1) + "\n");
        var sent = 0;
        while (sent < 1000 && await peer.TrySend(pdu)) sent++;
        (await peer.Closed())!.ShouldContain("window");
    }

    [Fact]
    public async Task Lines_WhenTheWindowIsNotHeld_ArriveWithoutABound()
    {
        await using var scene = new GateScene(without: Measures.Window);
        var (peer, session, _) = await scene.Visitor(Attacks.Host);
        var pdu = Pdu.Lines(Attacks.Host, session, new string('x', RemoteContract.MaxPieceBytes - 1) + "\n");
        for (var i = 0; i < 100; i++) await peer.Send(pdu);
        peer.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task SmallLines_WhenTheyAreMany_EndTheConnectionToo()
    {
        await using var scene = new GateScene();
        var (peer, session, _) = await scene.Visitor(Attacks.Host);
        var pdu = Pdu.Lines(Attacks.Host, session, "\n");
        var sent = 0;
        while (sent < 100_000 && await peer.TrySend(pdu)) sent++;
        (await peer.Closed())!.ShouldContain("window");
    }

    [Fact]
    public async Task Heartbeats_WhenTheyAreMany_EndTheConnection()
    {
        await using var scene = new GateScene();
        await using var peer = await scene.Attacker(Attacks.Host);
        var sent = 0;
        while (sent < 100_000 && await peer.TrySend(Pdu.Heartbeat)) sent++;
        (await peer.Closed())!.ShouldContain("heartbeats");
    }

    [Fact]
    public async Task Hellos_WhenTheyAreMany_MakeOneSession_AndEndTheConnection()
    {
        await using var scene = new GateScene();
        var (peer, _, _) = await scene.Visitor(Attacks.Host);
        var sent = 0;
        while (sent < 100_000 && await peer.TrySend(Pdu.Hello(Attacks.Host))) sent++;
        (await peer.Closed())!.ShouldContain("window");
        peer.Received.Count(pdu => pdu.AsSpan().IndexOf("/user/gate/"u8) >= 0).ShouldBe(1);
    }

    [Fact]
    public async Task Acknowledgements_WhenNothingWasSent_EndTheConnection()
    {
        await using var scene = new GateScene();
        var (peer, session, _) = await scene.Visitor(Attacks.Host);
        await peer.Send(Pdu.Message(session, RemoteContract.SerializerId, "a", [1, 0, 0, 0], Pdu.Link(Attacks.Host)));
        (await peer.Closed())!.ShouldContain("acknowledged");
    }

    [Fact]
    public async Task Frame_WhenItIsTooLarge_EndsTheConnection()
    {
        await using var scene = new GateScene();
        var (peer, _) = await scene.Connect();
        await peer.TrySend(new byte[1 << 20]);
        (await peer.Closed()).ShouldBe("too large");
    }

    [Fact]
    public async Task Frame_WhenItIsText_EndsTheConnection()
    {
        await using var scene = new GateScene();
        await using var peer = await scene.Attacker(Attacks.Host);
        await peer.Socket.SendAsync("{}"u8.ToArray().AsMemory(), WebSocketMessageType.Text, true, default);
        (await peer.Closed()).ShouldBe("messages are binary");
    }

    [Fact]
    public async Task Connection_WhenItSaysNothing_IsClosedByADeadline()
    {
        var time = new HandTime();
        await using var scene = new GateScene(time: time);
        var (peer, link) = await scene.Connect();
        await Eventually.True(() => time.Timers > 0, "a timer");
        time.Advance(TimeSpan.FromSeconds(60));
        await peer.Closed();
        await link.Ended.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Connections_WhenMoreSayNothingThanMay_TheLongestSilentGoes_AndWhoSpeaksStays()
    {
        await using var scene = new GateScene(maxSilent: 3);
        var (speaker, session, node) = await scene.Visitor(Attacks.Host);
        List<RawPeer> silent = [];
        for (var i = 0; i < 4; i++) silent.Add((await scene.Connect()).Peer);
        await silent[0].Closed();
        silent.Skip(1).ShouldAllBe(peer => peer.IsOpen);
        await speaker.Send(Pdu.Lines(Attacks.Host, session, "still here\n"));
        (await node.Receive(default).AsTask().WaitAsync(Eventually.Deadline)).ShouldBe("still here\n"u8.ToArray());
        var (client, its) = await scene.Honest();
        await GateScene.Works(client, its);
    }

    [Fact]
    public async Task Frame_WhenItIsNeverFinished_IsEndedByADeadline()
    {
        var time = new HandTime();
        await using var scene = new GateScene(time: time);
        await using var peer = await scene.Attacker(Attacks.Host);
        var before = time.Timers;
        await peer.Socket.SendAsync(new byte[1000], WebSocketMessageType.Binary, endOfMessage: false, default);
        await Eventually.True(() => time.Timers > before, "a timer");
        time.Advance(TimeSpan.FromSeconds(20));
        await peer.Closed();
    }

    [Fact]
    public async Task Connections_WhenManySayNothingOrNonsense_LeaveRoomForOthers()
    {
        await using var scene = new GateScene();
        for (var i = 0; i < 100; i++)
        {
            await scene.Connect();
            var (peer, _) = await scene.Connect();
            await peer.TrySend([.. Enumerable.Repeat((byte)i, i)]);
        }
        var (client, node) = await scene.Honest();
        await GateScene.Works(client, node);
    }

    [Fact]
    public async Task Visitors_WhenTheyHaveGone_LeaveNoActorBehind()
    {
        await using var scene = new GateScene();
        var (client, node) = await scene.Honest();
        var before = Actors(scene.Gate.System);
        foreach (var parting in (byte[]?[])[null, Pdu.Control(2), Pdu.Control(5), .. Attacks.Malformed.Values])
        {
            var (peer, _, _) = await scene.Visitor(GateSystem.NewName());
            Actors(scene.Gate.System).ShouldBeGreaterThan(before);
            if (parting is not null) await peer.TrySend(parting);
            await peer.DisposeAsync();
        }
        await Eventually.See(() => Actors(scene.Gate.System), count => count == before, $"{before} actors, as before");
        scene.Log.ShouldNotContain(line => line.Contains("irrecoverably", StringComparison.Ordinal), "to be forgotten is no failure");
        await GateScene.Works(client, node);
    }

    static int Actors(ExtendedActorSystem system) => Tree(system.Guardian) + Tree(system.SystemGuardian);

    static int Tree(IActorRef actor) => 1 + ((actor as ActorRefWithCell)?.Children.Sum(Tree) ?? 0);
}
