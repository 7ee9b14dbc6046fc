using System.Buffers.Binary;
using System.Text;
using ActorChat.Remoting;

namespace ActorChat.Tests.AtTheGate;

/// <summary>PDUs of Akka.Remote, written by hand as an attacker would: any form, also those that none of ours sends.</summary>
static class Pdu
{
    public const string Gate = RemoteContract.GatePath, Somebody = "0123456789abcdef0123456789abcdef";

    public static byte[] Heartbeat { get; } = Control(3);

    public static byte[] Associate(
        string host, ulong uid = 1, string system = RemoteContract.ClientSystem, ulong port = 1, string protocol = RemoteContract.Scheme) =>
        Control(1, Bytes(0x12, [.. Origin(system, host, port, protocol), .. Fixed(0x11, uid)]));

    static byte[] Origin(string system, string host, ulong port, string protocol) =>
        Bytes(0x0A, [.. Text(0x0A, system), .. Text(0x12, host), .. Number(0x18, port), .. Text(0x22, protocol)]);

    public static byte[] Control(ulong command, params byte[] more) => Bytes(0x12, [.. Number(0x08, command), .. more]);

    /// <summary>A message.</summary>
    /// <param name="to">Whole paths, as the sender is.</param>
    public static byte[] Message(string to, int serializer, string manifest, byte[] body, string? from, ulong sequence = ulong.MaxValue)
    {
        byte[] content = body.Length > 0 ? Bytes(0x0A, body) : [], type = manifest.Length > 0 ? Text(0x1A, manifest) : [];
        byte[] payload = [.. content, .. Number(0x10, (ulong)serializer), .. type];
        byte[] sender = from is null ? [] : Bytes(0x22, Text(0x0A, from));
        return Container(Bytes(0x12, [.. Bytes(0x0A, Text(0x0A, to)), .. Bytes(0x12, payload), .. sender, .. Fixed(0x29, sequence)]));
    }

    /// <summary>What stands where a message would.</summary>
    public static byte[] Container(byte[] content) => Bytes(0x0A, content);

    public static byte[] Hello(string host) => Message(Gate, RemoteContract.SerializerId, "h", [], Link(host));

    public static byte[] Lines(string host, string session, string text) =>
        Message(session, RemoteContract.SerializerId, "l", Encoding.UTF8.GetBytes(text), Link(host));

    /// <summary>The actor of a client.</summary>
    public static string Link(string host) => RemoteContract.LinkPath(host);

    /// <summary>A session, or another actor below the gate.</summary>
    public static string Session(string name) => $"{Gate}/{name}";

    public static byte[] Bytes(byte tag, byte[] bytes) => [tag, .. Varint((ulong)bytes.Length), .. bytes];

    public static byte[] Number(byte tag, ulong value) => [tag, .. Varint(value)];

    static byte[] Text(byte tag, string text) => Bytes(tag, Encoding.UTF8.GetBytes(text));

    static byte[] Fixed(byte tag, ulong value)
    {
        var bytes = new byte[9];
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
