using ActorChat.Remoting;
using ActorChat.Remoting.Guarding;
using Akka.Actor;

namespace ActorChat.Tests.AtTheGate;

/// <summary>
/// A million PDUs, each one of ours or of an attacker's with something changed: the guard never fails, and what it lets pass is one of
/// ours.
/// </summary>
public sealed class GuardFuzzTests
{
    const int Count = 1_000_000, Seed = 15;

    [Fact]
    public void Pdu_WhenMutated_IsRefused_OrIsWhatAClientMaySend()
    {
        var random = new Random(Seed);
        byte[][] seeds =
        [
            Pdu.Hello(Attacks.Host), Pdu.Heartbeat, Pdu.Lines(Attacks.Host, Pdu.Session(Pdu.Somebody), "{}\n"),
            Pdu.Message(Pdu.Session(Pdu.Somebody), RemoteContract.SerializerId, "a", [1, 0, 0, 0], Pdu.Link(Attacks.Host)),
            Pdu.Associate(Attacks.Host),
            .. Attacks.All.Values.Select(one => one.Pdu).Where(pdu => pdu.Length < 1000), .. Attacks.Malformed.Values,
        ];
        var guard = Shaken();
        var passed = 0;
        for (var i = 0; i < Count; i++)
        {
            var pdu = Mutate(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)], random);
            if (guard.Judge(pdu) is null)
            {
                passed++;
                Confirm(pdu);
                // A farewell, or many heartbeats: the next one talks to a guard of its own.
                if (guard.Cost == 0) guard = Shaken();
            }
            else if (guard.Host != Attacks.Host)
            {
                Assert.Fail("the guard has forgotten who it talks to");
            }
        }
        passed.ShouldBeGreaterThan(Count / 1000, "a fuzzer that is always refused says little");
    }

    // Read by Protocol Buffers as Akka.Remote reads it, it is what the guard took it for.
    static void Confirm(byte[] pdu)
    {
        var outer = FirstOf(pdu, out var tag);
        if (tag == 0x12) return;
        var envelope = Fields(FirstOf(outer, out _));
        var to = System.Text.Encoding.UTF8.GetString(FirstOf(envelope[1], out _));
        var from = System.Text.Encoding.UTF8.GetString(FirstOf(envelope[4], out _));
        ActorPath.TryParse(to, out var path).ShouldBeTrue(to);
        path.Address.ToString().ShouldBe("akka.actorchat://gate@chat:1");
        path.Elements.Take(2).ShouldBe(["user", "gate"]);
        path.Elements.Count.ShouldBeLessThan(4);
        ActorPath.TryParse(from, out var sender).ShouldBeTrue(from);
        sender.Address.Host.ShouldBe(Attacks.Host);
        Fields(envelope[2])[2].ShouldBe(BitConverter.GetBytes((long)RemoteContract.SerializerId));
        envelope[5].ShouldBe(BitConverter.GetBytes(ulong.MaxValue));
    }

    static byte[] FirstOf(byte[] message, out uint tag)
    {
        var input = new Google.Protobuf.CodedInputStream(message);
        tag = input.ReadTag();
        var bytes = input.ReadBytes().ToByteArray();
        input.IsAtEnd.ShouldBeTrue();
        return bytes;
    }

    static Dictionary<int, byte[]> Fields(byte[] message)
    {
        var input = new Google.Protobuf.CodedInputStream(message);
        var fields = new Dictionary<int, byte[]>();
        while (input.ReadTag() is var tag and not 0)
        {
            fields[Google.Protobuf.WireFormat.GetTagFieldNumber(tag)] = Google.Protobuf.WireFormat.GetTagWireType(tag) switch
            {
                Google.Protobuf.WireFormat.WireType.Varint => BitConverter.GetBytes(input.ReadUInt64()),
                Google.Protobuf.WireFormat.WireType.Fixed64 => BitConverter.GetBytes(input.ReadFixed64()),
                _ => input.ReadBytes().ToByteArray(),
            };
        }
        return fields;
    }

    static byte[] Mutate(byte[] pdu, byte[] other, Random random)
    {
        if (pdu.Length == 0) return other;
        var at = random.Next(pdu.Length);
        var changed = (byte[])pdu.Clone();
        switch (random.Next(7))
        {
            case 0:
                changed[at] ^= (byte)(1 << random.Next(8));
                return changed;
            case 1:
                changed[at] = (byte)random.Next(256);
                return changed;
            case 2:
                return pdu[..at];
            case 3:
                return [.. pdu, .. other];
            case 4:
                return [.. pdu[..at], .. other.AsSpan(Math.Min(at, other.Length))];
            case 5:
                return [.. pdu[..at], (byte)random.Next(256), .. pdu[at..]];
            default:
                for (var i = random.Next(8); i >= 0; i--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
                return changed;
        }
    }

    static PduGuard Shaken()
    {
        var guard = new PduGuard(GuardRules.OfNode, TimeProvider.System);
        guard.Judge(Pdu.Associate(Attacks.Host));
        return guard;
    }
}
