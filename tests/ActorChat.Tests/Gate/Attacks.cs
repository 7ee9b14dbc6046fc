using System.Text;
using ActorChat.Remoting;
using ActorChat.Remoting.Guarding;

namespace ActorChat.Tests.AtTheGate;

/// <summary>What one connection without a login can try, after its handshake, and which of the guard's measures stops it.</summary>
static class Attacks
{
    /// <summary>The attacker's own host.</summary>
    public const string Host = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    const string Root = "akka.actorchat://gate@chat:1";
    const int Json = 1, Protobuf = 2, DaemonCreate = 3, Containers = 6, Misc = 16, Primitive = 17, SystemMessages = 22;

    static readonly string Me = Pdu.Link(Host);

    /// <summary>Each by a name, with the measures without which it goes on to Akka.Remote.</summary>
    public static IReadOnlyDictionary<string, (byte[] Pdu, Measures StoppedBy)> All { get; } = new Dictionary<string, (byte[], Measures)>
    {
        ["kill the gate"] = (Misc_("K"), Measures.Serializer | Measures.Recipient),
        ["poison the gate"] = (Misc_("PP"), Measures.Serializer | Measures.Recipient),
        ["identify an actor"] = (Misc_("ID", Pdu.Bytes(0x0A, [])), Measures.Serializer | Measures.Recipient),
        ["suspend the gate"] = (System_("Akka.Dispatch.SysMsg.Suspend, Akka"), Measures.Serializer | Measures.Recipient),
        ["watch the gate"] = (System_("Akka.Dispatch.SysMsg.Watch, Akka"), Measures.Serializer | Measures.Recipient),
        ["forge a death"] = (System_("Akka.Dispatch.SysMsg.DeathWatchNotification, Akka"), Measures.Serializer | Measures.Recipient),
        ["terminate the gate"] = (System_("Akka.Dispatch.SysMsg.Terminate, Akka"), Measures.Serializer | Measures.Recipient),
        ["any type by JSON"] = (Pdu.Message(Pdu.Gate, Json, "", Canary.Json, Me), Measures.Serializer | Measures.Recipient),
        ["any type as a failure"] = (Misc_("STF", "x"u8.ToArray()), Measures.Serializer | Measures.Recipient),
        ["any type by Protobuf"] =
            (Pdu.Message(Pdu.Gate, Protobuf, "System.Uri, System", [1], Me), Measures.Serializer | Measures.Recipient),
        ["deploy an actor"] = (Pdu.Message($"{Root}/remote", DaemonCreate, "", [1], Me), Measures.Serializer | Measures.Recipient),
        ["a selection"] = (Pdu.Message($"{Root}/", Containers, "", [1], Me), Measures.Serializer | Measures.Recipient),
        ["a string"] = (Pdu.Message(Pdu.Gate, Primitive, "S", "x"u8.ToArray(), Me), Measures.Serializer | Measures.Recipient),
        ["a serializer that is not ours"] = (Pdu.Message(Pdu.Gate, RemoteContract.SerializerId - 1, "h", [], Me), Measures.Serializer),
        ["a welcome to the gate"] = (Ours(Pdu.Gate, "w"), Measures.Serializer | Measures.Recipient),
        ["a guessable session"] = (Ours(Pdu.Session("s-1"), "l"), Measures.Recipient),
        ["below a session"] = (Ours(Pdu.Session($"{Pdu.Somebody}/child"), "l"), Measures.Recipient),
        ["lines to the gate"] = (Ours(Pdu.Gate, "l"), Measures.Recipient),
        ["an answer to a question of the gate's"] = (Ours($"{Root}/temp/a", "l"), Measures.Recipient),
        ["the daemon"] = (Ours($"{Root}/remote", "l"), Measures.Recipient),
        ["another system"] = (Ours("akka.tcp://cluster@127.0.0.1:7501/user/gate", "h"), Measures.Recipient),
        ["dial somewhere"] = (Hello("akka.tcp://x@127.0.0.1:22/user/link"), Measures.Sender),
        ["speak as another client"] = (Hello(Pdu.Link(Pdu.Somebody)), Measures.Sender),
        ["speak as an actor of the gate's"] = (Hello(Pdu.Gate), Measures.Sender),
        ["speak as nobody"] = (Pdu.Message(Pdu.Gate, RemoteContract.SerializerId, "h", [], null), Measures.Sender),
        ["speak as another actor of one's own"] = (Hello($"akka.actorchat://client@{Host}:1/user/other"), Measures.Sender),
        ["a hole in a sequence"] =
            (Pdu.Message(Pdu.Gate, RemoteContract.SerializerId, "h", [], Me, sequence: 1_000_000), Measures.Unsequenced),
        ["a sequence that begins"] = (Pdu.Message(Pdu.Gate, RemoteContract.SerializerId, "h", [], Me, sequence: 0), Measures.Unsequenced),
        ["a body that is too large"] =
            (Pdu.Message(Pdu.Session(Pdu.Somebody), RemoteContract.SerializerId, "l", new byte[RemoteContract.MaxPieceBytes + 1], Me),
                Measures.Size),
        ["a second handshake"] = (Pdu.Associate(Host), Measures.OneHandshake),
        ["a second handshake as another"] = (Pdu.Associate(Pdu.Somebody), Measures.OneHandshake),
    };

    /// <summary>What no measure's absence lets pass: it has not the form of a PDU of ours.</summary>
    public static IReadOnlyDictionary<string, byte[]> Malformed { get; } = new Dictionary<string, byte[]>
    {
        ["nothing"] = [],
        ["text"] = "GET / HTTP/1.1\r\n\r\n"u8.ToArray(),
        ["an acknowledgement"] = Pdu.Container(Pdu.Bytes(0x0A, [0x09, 0, 0, 0, 0, 0, 0, 0, 0])),
        ["a message and an instruction"] = [.. Pdu.Hello(Host), .. Pdu.Heartbeat],
        ["two messages"] = [.. Pdu.Hello(Host), .. Pdu.Hello(Host)],
        ["an unknown instruction"] = Pdu.Control(6),
        ["an instruction that is one when it is cut to 32 bits"] = Pdu.Control((1UL << 32) + 3),
        ["no instruction"] = Pdu.Control(0),
        ["a length that is a lie"] = [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1],
        ["a number without an end"] = [0x0A, .. Enumerable.Repeat((byte)0xFF, 64)],
        ["a field twice"] = Pdu.Bytes(0x12, [.. Pdu.Number(0x08, 3), .. Pdu.Number(0x08, 3)]),
        ["an unknown field"] = Pdu.Bytes(0x12, [.. Pdu.Number(0x08, 3), .. Pdu.Bytes(0x1A, [1])]),
    };

    static byte[] Misc_(string manifest, params byte[] body) => Pdu.Message(Pdu.Gate, Misc, manifest, body, Me);

    static byte[] System_(string type) => Pdu.Message(Pdu.Gate, SystemMessages, type, [], Me);

    static byte[] Ours(string to, string manifest) => Pdu.Message(to, RemoteContract.SerializerId, manifest, "x\n"u8.ToArray(), Me);

    static byte[] Hello(string from) => Pdu.Message(Pdu.Gate, RemoteContract.SerializerId, "h", [], from);
}

/// <summary>A class that nobody asked for: it sings when it is made.</summary>
public sealed class Canary
{
    /// <summary>Tests that count its songs run one after the other.</summary>
    public const string Cage = "Canary";

    static int songs;

    public static int Songs => songs;

    public static byte[] Json { get; } =
        Encoding.UTF8.GetBytes($$"""{"$type":"{{typeof(Canary).FullName}}, ActorChat.Tests","Song":"la"}""");

    public string Song
    {
        get => "";
        set => Interlocked.Increment(ref songs);
    }
}
