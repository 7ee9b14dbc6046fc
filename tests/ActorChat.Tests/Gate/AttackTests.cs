using ActorChat.Remoting;
using ActorChat.Remoting.Guarding;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.AtTheGate;

/// <summary>
/// One connection without a login, by an attacker without Akka, against a real gate. Every attack is tried twice: against the whole gate,
/// which closes the connection and goes on serving; and against a guard without the measure that is named, to see that it is that one which
/// stops it.
/// </summary>
[Collection(Canary.Cage)]
public sealed class AttackTests
{
    public static TheoryData<string> Names => [.. Attacks.All.Keys];

    public static TheoryData<string> Malformed => [.. Attacks.Malformed.Keys];

    [Fact]
    public async Task Attacks_WhenTried_EndTheirConnection_AndHarmNobody()
    {
        await using var scene = new GateScene();
        var sung = Canary.Songs;
        var (client, node) = await scene.Honest();
        var attacks = Attacks.All.Select(one => (one.Key, one.Value.Pdu)).Concat(Attacks.Malformed.Select(one => (one.Key, one.Value)));
        foreach (var (name, pdu) in attacks)
        {
            await using var attacker = await scene.Attacker(Attacks.Host);
            await attacker.TrySend(pdu);
            (await attacker.Closed()).ShouldNotBeNullOrEmpty(name);
        }
        await GateScene.Works(client, node);
        var (other, its) = await scene.Honest();
        await GateScene.Works(other, its);
        scene.Gate.DialsRefused.ShouldBe(0);
        Canary.Songs.ShouldBe(sung);
        scene.Log.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Attack_WhenItsMeasureIsOut_GoesOnToAkka(string name)
    {
        var (pdu, stoppedBy) = Attacks.All[name];
        Shaken(Measures.All).Judge(pdu).ShouldNotBeNull();
        Shaken(Measures.All & ~stoppedBy).Judge(pdu).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Bytes_WhenTheyAreNoPdu_AreRefusedWhateverIsOut(string name)
    {
        Shaken(Measures.All).Judge(Attacks.Malformed[name]).ShouldNotBeNull();
        Shaken(Measures.None).Judge(Attacks.Malformed[name]).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("gate", RemoteContract.GateHost, 1, RemoteContract.Scheme)]
    [InlineData("client", "127.0.0.1", 1, RemoteContract.Scheme)]
    [InlineData("client", Pdu.Somebody, 2552, RemoteContract.Scheme)]
    [InlineData("client", Pdu.Somebody, 1, "akka.actorchat")]
    [InlineData("client", "0123456789ABCDEF0123456789ABCDEF", 1, RemoteContract.Scheme)]
    public async Task Handshake_WhenTheAddressIsNotOfAClientsForm_IsRefused(string system, string host, int port, string protocol)
    {
        var pdu = Pdu.Associate(host, 1, system, (ulong)port, protocol);
        Fresh(Measures.All & ~Measures.Address).Judge(pdu).ShouldBeNull();
        await using var scene = new GateScene();
        var (peer, _) = await scene.Connect();
        await peer.Send(pdu);
        (await peer.Closed())!.ShouldContain("address");
        peer.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_WhenTheyComeBeforeTheHandshake_AreRefused()
    {
        foreach (var pdu in (byte[][])[Pdu.Hello(Attacks.Host), Pdu.Heartbeat])
        {
            Fresh(Measures.All & ~(Measures.OneHandshake | Measures.Sender)).Judge(pdu).ShouldBeNull();
            await using var scene = new GateScene();
            var (peer, _) = await scene.Connect();
            await peer.Send(pdu);
            (await peer.Closed())!.ShouldContain("before the handshake");
        }
    }

    [Fact]
    public async Task Address_WhenItIsConnected_IsRefusedToOthers_AndTheVictimStays()
    {
        await using var scene = new GateScene();
        var (victim, session, node) = await scene.Visitor(Pdu.Somebody, uid: 1);
        var (thief, _) = await scene.Connect();
        await thief.Send(Pdu.Associate(Pdu.Somebody, uid: 2));
        (await thief.Closed())!.ShouldContain("connected already");
        await victim.Send(Pdu.Lines(Pdu.Somebody, session, "still me\n"));
        (await node.Receive(default).AsTask().WaitAsync(Eventually.Deadline)).ShouldBe("still me\n"u8.ToArray());
        await node.Send("for the victim\n"u8.ToArray(), default);
        await victim.See("for the victim");
    }

    [Fact]
    public async Task Address_WhenNothingForbidsIt_IsTakenOverByAThief()
    {
        await using var scene = new GateScene(without: Measures.NoTakeOver);
        var (victim, _, _) = await scene.Visitor(Pdu.Somebody, uid: 1);
        await using var thief = await scene.Attacker(Pdu.Somebody, uid: 2);
        await victim.Closed();
    }

    [Fact]
    public async Task Address_WhenTheSameIncarnationConnectsAnew_IsItsOwn()
    {
        await using var scene = new GateScene();
        var (old, _, _) = await scene.Visitor(Pdu.Somebody, uid: 7);
        await using var peer = await scene.Attacker(Pdu.Somebody, uid: 7);
        (await old.Closed())!.ShouldContain("anew");
    }

    [Fact]
    public async Task Session_WhenItsNameIsKnownToAnother_TakesNothingFromThem()
    {
        await using var scene = new GateScene();
        var (victim, session, node) = await scene.Visitor(Pdu.Somebody);
        var (thief, own, its) = await scene.Visitor(Attacks.Host);
        await thief.Send(Pdu.Lines(Attacks.Host, session, "as the victim\n"));
        await thief.Send(Pdu.Lines(Attacks.Host, own, "as myself\n"));
        (await its.Receive(default).AsTask().WaitAsync(Eventually.Deadline)).ShouldBe("as myself\n"u8.ToArray());
        await victim.Send(Pdu.Lines(Pdu.Somebody, session, "really me\n"));
        (await node.Receive(default).AsTask().WaitAsync(Eventually.Deadline)).ShouldBe("really me\n"u8.ToArray());
    }

    static PduGuard Fresh(Measures measures) => new(GuardRules.OfNode with { Measures = measures }, TimeProvider.System);

    static PduGuard Shaken(Measures measures)
    {
        var guard = Fresh(measures);
        guard.Judge(Pdu.Associate(Attacks.Host)).ShouldBeNull();
        return guard;
    }
}
