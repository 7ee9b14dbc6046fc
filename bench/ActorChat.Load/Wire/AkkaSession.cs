using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ActorChat.Remoting;
using ActorChat.Remoting.Guarding;

namespace ActorChat.Load.Wire;

/// <summary>
/// What a client's actor system says and hears, reduced to what a session needs: one handshake, lines in messages both ways, and what was
/// taken is acknowledged. An actor system for each of some thousand clients would be the load itself.
/// </summary>
/// <param name="send">Sends a frame.</param>
/// <param name="sink">Gets the lines.</param>
sealed class AkkaSession(Action<byte[]> send, ILineSink sink)
{
    const byte Field1Number = 0x08, Field1Bytes = 0x0A, Field2Number = 0x10, Field2Fixed = 0x11, Field2Bytes = 0x12, Field3Number = 0x18,
        Field3Bytes = 0x1A, Field4Bytes = 0x22, Field5Fixed = 0x29;

    const byte Associate = 1, Heartbeat = 3;

    static readonly byte[] HeartbeatFrame = ClientFrame.Binary(Bytes(Field2Bytes, [Field1Number, Heartbeat]));

    readonly string host = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RemoteContract.NameDigits / 2));
    readonly List<byte[]> waiting = [];
    byte[] begun = new byte[256];
    int begunLength, unacknowledged;
    string? session;

    /// <summary>Whether the node has given one.</summary>
    public bool HasSession => session is not null;

    /// <summary>Says who this is, and asks for a session.</summary>
    public void Greet()
    {
        byte[] origin =
        [
            .. Bytes(Field1Bytes, Encoding.ASCII.GetBytes(RemoteContract.ClientSystem)),
                .. Bytes(Field2Bytes, Encoding.ASCII.GetBytes(host)),
            Field3Number, RemoteContract.Port, .. Bytes(Field4Bytes, Encoding.ASCII.GetBytes(RemoteContract.Scheme)),
        ];
        byte[] info = [.. Bytes(Field1Bytes, origin),
            .. Fixed(Field2Fixed, BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1)];
        send(ClientFrame.Binary(Bytes(Field2Bytes, [Field1Number, Associate, .. Bytes(Field2Bytes, info)])));
        send(Message(RemoteContract.GatePath, (byte)'h', []));
    }

    /// <summary>A line that goes out when there is a session.</summary>
    public void Wait(byte[] line) => waiting.Add(line);

    /// <summary>A line as it goes out.</summary>
    public byte[] Frame(ReadOnlySpan<byte> line) => Message(session!, (byte)'l', [.. line, (byte)'\n']);

    /// <summary>Takes a PDU.</summary>
    public void Take(ReadOnlySpan<byte> pdu)
    {
        var reader = new PduReader(pdu);
        if (!reader.Take(Field1Bytes))
        {
            // Answered, so that the node's own clock is not needed here too.
            if (reader.Take(Field2Bytes) && reader.Bytes().SequenceEqual((ReadOnlySpan<byte>)[Field1Number, Heartbeat]))
            {
                send(HeartbeatFrame);
            }
            return;
        }
        var container = new PduReader(reader.Bytes());
        var envelope = new PduReader(container.Take(Field2Bytes) ? container.Bytes() : []);
        if (envelope.Take(Field1Bytes)) envelope.Bytes();
        var payload = new PduReader(envelope.Take(Field2Bytes) ? envelope.Bytes() : []);
        var from = new PduReader(envelope.Take(Field4Bytes) ? envelope.Bytes() : []);
        var body = payload.Take(Field1Bytes) ? payload.Bytes() : [];
        if (payload.Take(Field2Number)) payload.Varint();
        var manifest = payload.Take(Field3Bytes) ? payload.Bytes() : [];
        if (manifest is [(byte)'w'] && from.Take(Field1Bytes)) Open(Encoding.ASCII.GetString(from.Bytes()));
        else if (manifest is [(byte)'l']) TakeLines(body);
    }

    void Open(string path)
    {
        session = path;
        foreach (var line in waiting) send(Frame(line));
        waiting.Clear();
    }

    void TakeLines(ReadOnlySpan<byte> body)
    {
        unacknowledged += body.Length + RemoteContract.MessageCost;
        for (int end; (end = body.IndexOf((byte)'\n')) >= 0; body = body[(end + 1)..])
        {
            if (begunLength == 0)
            {
                sink.OnLine(body[..end]);
                continue;
            }
            Keep(body[..end]);
            sink.OnLine(begun.AsSpan(0, begunLength));
            begunLength = 0;
        }
        Keep(body);
        if (unacknowledged < RemoteContract.AcknowledgeAt) return;
        var cost = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(cost, unacknowledged);
        unacknowledged = 0;
        send(Message(session!, (byte)'a', cost));
    }

    void Keep(ReadOnlySpan<byte> part)
    {
        if (begunLength + part.Length > begun.Length) Array.Resize(ref begun, (begunLength + part.Length) * 2);
        part.CopyTo(begun.AsSpan(begunLength));
        begunLength += part.Length;
    }

    byte[] Message(string to, byte manifest, byte[] body)
    {
        byte[] content = body.Length > 0 ? Bytes(Field1Bytes, body) : [];
        byte[] payload = [.. content, Field2Number, .. Varint(RemoteContract.SerializerId), .. Bytes(Field3Bytes, [manifest])];
        byte[] envelope =
        [
            .. Bytes(Field1Bytes, Path(to)), .. Bytes(Field2Bytes, payload), .. Bytes(Field4Bytes, Path(RemoteContract.LinkPath(host))),
            .. Fixed(Field5Fixed, ulong.MaxValue),
        ];
        return ClientFrame.Binary(Bytes(Field1Bytes, Bytes(Field2Bytes, envelope)));
    }

    static byte[] Path(string path) => Bytes(Field1Bytes, Encoding.ASCII.GetBytes(path));

    static byte[] Bytes(byte tag, byte[] bytes) => [tag, .. Varint((ulong)bytes.Length), .. bytes];

    static byte[] Fixed(byte tag, ulong value)
    {
        var bytes = new byte[1 + sizeof(ulong)];
        bytes[0] = tag;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(1), value);
        return bytes;
    }

    static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 128; value >>= 7) yield return (byte)(value | 128);
        yield return (byte)value;
    }
}
