using ActorChat.Remoting.Guarding;
using ActorChat.Tests.EndToEnd.Harness;
using Akka.Actor;

namespace ActorChat.Tests.AtTheGate;

/// <summary>
/// What the attacks do where nothing stops them: Akka.Remote with its untrusted mode alone. So it is known that they are attacks.
/// </summary>
[Collection(Canary.Cage)]
public sealed class OpenGateTests
{
    [Fact]
    public async Task Gate_WhenItIsOpen_IsStoppedByOneMessage()
    {
        await using var scene = new GateScene(without: Measures.All, allowList: false);
        var gate = scene.Gate.System.Provider.ResolveActorRef(Pdu.Gate);
        var died = gate.WatchAsync();
        await using var attacker = await scene.Attacker(Attacks.Host);
        await attacker.Send(Attacks.All["kill the gate"].Pdu);
        await died.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Gate_WhenItIsOpen_MakesAnyType_AndTheAllowListOfSerializersAloneStopsThat()
    {
        await using (var allowing = new GateScene(without: Measures.All))
        {
            await using var attacker = await allowing.Attacker(Attacks.Host);
            var sung = Canary.Songs;
            await attacker.Send(Attacks.All["any type by JSON"].Pdu);
            await Eventually.True(
                () => allowing.Log.Any(line => line.Contains("serializer", StringComparison.OrdinalIgnoreCase)), "a warning");
            Canary.Songs.ShouldBe(sung);
        }
        await using var open = new GateScene(without: Measures.All, allowList: false);
        await using var singer = await open.Attacker(Attacks.Host);
        var before = Canary.Songs;
        await singer.Send(Attacks.All["any type by JSON"].Pdu);
        await Eventually.True(() => Canary.Songs > before, "the canary sings");
    }

    [Fact]
    public async Task Gate_WhenItIsOpen_WouldDialWhereAnAttackerSays_ButHasNoWayTo()
    {
        await using var scene = new GateScene(without: Measures.All, allowList: false);
        await using var attacker = await scene.Attacker(Attacks.Host);
        byte[] question = [.. Pdu.Bytes(0x0A, "x"u8.ToArray()), .. Pdu.Number(0x10, 17), .. Pdu.Bytes(0x1A, "S"u8.ToArray())];
        await attacker.Send(Pdu.Message(Pdu.Gate, 16, "ID", Pdu.Bytes(0x0A, question), "akka.actorchat://x@127.0.0.1:22/user/link"));
        await Eventually.True(() => scene.Gate.DialsRefused > 0, "a refused dial");
    }
}
