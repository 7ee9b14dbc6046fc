using System.Text;
using System.Text.RegularExpressions;
using ActorChat.Remoting;
using ActorChat.Remoting.Serialization;
using ActorChat.Remoting.Systems;
using ActorChat.Remoting.Transports;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.AtTheGate;

/// <summary>What a node writes to its clients by hand, beside what Akka.Remote writes.</summary>
public sealed partial class MessagePduTests
{
    const string Session = $"{RemoteContract.GatePath}/{Pdu.Somebody}";

    [Fact]
    public async Task Message_WhenItIsWrittenByHand_IsAkkasToTheByte()
    {
        var (node, other) = await RawPeer.Pair();
        await using var peer = new RawPeer(node);
        await using var client = await ClientSystem.Start(other, TimeProvider.System);
        var handshake = Encoding.Latin1.GetString(await peer.See("\"\u0009actorchat"));
        var host = handshake.Split("client\u0012 ")[1][..RemoteContract.NameDigits];
        await peer.Send(Pdu.Associate(RemoteContract.GateHost, 1, RemoteContract.GateSystem));
        var hello = await peer.See("/user/gate");
        var link = LinkForm().Match(Encoding.Latin1.GetString(hello)).Value;
        ByHand(RemoteContract.GatePath, link, ChatSerializer.Hello, []).ShouldBe(hello);

        await peer.Send(Pdu.Message(Pdu.Link(host), RemoteContract.SerializerId, ChatSerializer.Welcome, [], Session));
        // Lengths of one, two and three bytes.
        foreach (var length in (int[])[1, 100, 200, 16_000, RemoteContract.MaxPieceBytes])
        {
            var lines = Encoding.ASCII.GetBytes(new string('x', length - 1) + "\n");
            var from = peer.Received.Count;
            await client.Link.Send(lines, default).WaitAsync(Eventually.Deadline);
            var akkas = await peer.See("/user/gate/", from);
            ByHand(Session, link, ChatSerializer.Lines, lines).ShouldBe(akkas);
            await peer.Send(Pdu.Message(Pdu.Link(host), RemoteContract.SerializerId, ChatSerializer.Ack,
                BitConverter.GetBytes(length + RemoteContract.MessageCost), Session));
        }
    }

    static byte[] ByHand(string to, string from, string manifest, byte[] body)
    {
        var room = new byte[body.Length + MessagePdu.MaxHeadBytes];
        return room[..MessagePdu.Write(room, to, from, manifest, body)];
    }

    [GeneratedRegex($@"{RemoteContract.AkkaScheme}://client@[0-9a-f]{{32}}:1/user/link(#-?[0-9]+)?")]
    private static partial Regex LinkForm();
}
