using System.Text;

namespace ActorChat.Remoting.Guarding;

/// <summary>
/// Looks at every PDU that comes in before Akka.Remote sees it, and names what is wrong with it. It knows the few forms that our own peers
/// send, field by field in the order in which they are written; whatever else Akka.Remote would understand is refused, because it was made
/// for peers that trust each other. For one connection.
/// </summary>
/// <param name="rules">What is expected of the peer.</param>
/// <param name="time">The clock, for the rate of heartbeats.</param>
sealed class PduGuard(GuardRules rules, TimeProvider time)
{
    // Tags of Protocol Buffers: eight times the field's number, and how it is written.
    const byte Field1Number = 0x08, Field1Bytes = 0x0A, Field2Number = 0x10, Field2Fixed = 0x11, Field2Bytes = 0x12,
        Field3Number = 0x18, Field3Bytes = 0x1A, Field4Bytes = 0x22, Field5Fixed = 0x29;

    const ulong Associate = 1, Disassociate = 2, Heartbeat = 3, DisassociateQuarantined = 5;

    const ulong NoSequenceNumber = ulong.MaxValue;

    // A peer's clock gives one every half minute; so many more may come late, together.
    const int MaxHeartbeats = 10;
    static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(1);

    static readonly byte[] Protocol = Encoding.ASCII.GetBytes(RemoteContract.Scheme);

    readonly byte[] peerSystem = Encoding.ASCII.GetBytes(rules.PeerSystem);
    readonly byte[]? peerHost = rules.PeerHost is { } host ? Encoding.ASCII.GetBytes(host) : null;
    PathForm? sender;
    bool isOver;
    double heartbeats = MaxHeartbeats;
    long lastHeartbeat = time.GetTimestamp();

    /// <summary>The host that the peer has announced; null before the handshake.</summary>
    public string? Host { get; private set; }

    /// <summary>The number of the peer's incarnation, from the handshake.</summary>
    public ulong Incarnation { get; private set; }

    /// <summary>What the PDU judged last costs of the window; 0 when it is no message.</summary>
    public int Cost { get; private set; }

    /// <summary>Null when Akka.Remote may have it; otherwise what is wrong, and the connection must close.</summary>
    public string? Judge(ReadOnlySpan<byte> pdu)
    {
        Cost = 0;
        if (Checks(Measures.Size) && pdu.Length > RemoteContract.MaxPduBytes) return "too large";
        if (isOver) return "something after the end";
        var reader = new PduReader(pdu);
        var isMessage = reader.Take(Field1Bytes);
        if (!isMessage && !reader.Take(Field2Bytes)) return "no PDU";
        var body = reader.Bytes();
        if (!reader.IsDone) return "no PDU";
        return isMessage ? JudgeMessage(body) : JudgeControl(body);
    }

    bool Checks(Measures measure) => (rules.Measures & measure) != 0;

    string? JudgeControl(ReadOnlySpan<byte> control)
    {
        var reader = new PduReader(control);
        var command = reader.Take(Field1Number) ? reader.Varint() : 0;
        if (command == Associate) return reader.Take(Field2Bytes) ? JudgeHandshake(ref reader) : "a handshake without an address";
        if (!reader.IsDone || command is < Disassociate or > DisassociateQuarantined) return "an unknown instruction";
        if (Host is null && Checks(Measures.OneHandshake)) return "an instruction before the handshake";
        if (command == Heartbeat) return JudgeHeartbeat();
        isOver = true;
        return null;
    }

    string? JudgeHandshake(ref PduReader control)
    {
        var info = new PduReader(control.Bytes());
        if (!control.IsDone || !info.Take(Field1Bytes)) return "no handshake";
        var origin = new PduReader(info.Bytes());
        var incarnation = info.Take(Field2Fixed) ? info.Fixed64() : 0;
        if (!info.IsDone) return "no handshake";
        if (Host is not null && Checks(Measures.OneHandshake)) return "a second handshake";
        var system = origin.Take(Field1Bytes) ? origin.Bytes() : [];
        var host = origin.Take(Field2Bytes) ? origin.Bytes() : [];
        var port = origin.Take(Field3Number) ? origin.Varint() : 0;
        var protocol = origin.Take(Field4Bytes) ? origin.Bytes() : [];
        if (!origin.IsDone) return "no handshake";
        if (Checks(Measures.Address) && !IsExpected(system, host, port, protocol)) return "an address that is not of the form of a peer's";
        (Host, Incarnation) = (Encoding.UTF8.GetString(host), incarnation);
        sender = rules.Sender(Host);
        return null;
    }

    bool IsExpected(ReadOnlySpan<byte> system, ReadOnlySpan<byte> host, ulong port, ReadOnlySpan<byte> protocol) =>
        system.SequenceEqual(peerSystem) && port == RemoteContract.Port && protocol.SequenceEqual(Protocol)
        && (peerHost is null ? PathForm.IsName(host) : host.SequenceEqual(peerHost));

    string? JudgeHeartbeat()
    {
        var now = time.GetTimestamp();
        heartbeats = Math.Min(MaxHeartbeats, heartbeats + (time.GetElapsedTime(lastHeartbeat, now) / HeartbeatEvery)) - 1;
        lastHeartbeat = now;
        return heartbeats < 0 && Checks(Measures.Window) ? "too many heartbeats" : null;
    }

    string? JudgeMessage(ReadOnlySpan<byte> container)
    {
        if (Host is null && Checks(Measures.OneHandshake)) return "a message before the handshake";
        var reader = new PduReader(container);
        // Field 1 would be an acknowledgement of sequenced messages.
        if (!reader.Take(Field2Bytes)) return "an acknowledgement, or no message";
        var envelope = new PduReader(reader.Bytes());
        if (!reader.IsDone) return "no message";
        var recipient = envelope.Take(Field1Bytes) ? Path(envelope.Bytes()) : [];
        var payload = envelope.Take(Field2Bytes) ? envelope.Bytes() : [];
        var from = envelope.Take(Field4Bytes) ? Path(envelope.Bytes()) : [];
        var sequence = envelope.Take(Field5Fixed) ? envelope.Fixed64() : 0;
        if (!envelope.IsDone) return "no message";
        if (sequence != NoSequenceNumber && Checks(Measures.Unsequenced)) return "a sequenced message";
        if (Checks(Measures.Sender) && sender?.Fits(from) != true) return "a sender that is not the peer's own actor";
        return JudgePayload(payload, recipient);
    }

    string? JudgePayload(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> recipient)
    {
        var reader = new PduReader(payload);
        var body = reader.Take(Field1Bytes) ? reader.Bytes() : [];
        var serializer = reader.Take(Field2Number) ? reader.Varint() : 0;
        var manifest = reader.Take(Field3Bytes) ? reader.Bytes() : [];
        if (!reader.IsDone) return "no message";
        if (Checks(Measures.Size) && body.Length > RemoteContract.MaxPieceBytes) return "a body that is too large";
        var form = manifest.Length == 1 ? rules.Recipient(manifest[0]) : null;
        var isOurs = serializer == RemoteContract.SerializerId && form is not null;
        if (Checks(Measures.Serializer) && !isOurs) return "a message that is not taken here";
        if (Checks(Measures.Recipient) && form?.Fits(recipient) != true) return "a recipient that takes no such message";
        Cost = body.Length + RemoteContract.MessageCost;
        return null;
    }

    static ReadOnlySpan<byte> Path(ReadOnlySpan<byte> actor)
    {
        var reader = new PduReader(actor);
        var path = reader.Take(Field1Bytes) ? reader.Bytes() : [];
        return reader.IsDone ? path : [];
    }
}
