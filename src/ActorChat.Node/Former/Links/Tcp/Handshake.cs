using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ActorChat.Node.Former.Links.Tcp;

/// <summary>
/// What two nodes say before anything else is read. Both prove that they know the cluster's secret without saying it:
/// <code>
/// listener -> dialler   magic, 32 random bytes
/// dialler  -> listener  magic, 32 random bytes, who I am, whom I want, HMAC("dial", both randoms, both names)
/// listener -> dialler   HMAC("take", both randoms, both names)
/// </code>
/// A dialler that wanted another incarnation, or a wrong proof, ends the link.
/// </summary>
sealed class Handshake(string secret, IRandom random)
{
    const int NonceBytes = 32, MaxNameBytes = 512;
    static readonly byte[] Magic = "ActorChat link 1"u8.ToArray();
    readonly byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The dialling side.</summary>
    /// <exception cref="AuthenticationException">The other side is not who it should be.</exception>
    public async Task Dial(Stream stream, string me, string wanted, CancellationToken cancel)
    {
        var theirs = await ReadOpening(stream, cancel);
        var mine = NewNonce();
        await stream.WriteAsync(Join([Magic, mine, Name(me), Name(wanted), Proof("dial", theirs, mine, me, wanted)]), cancel);
        await stream.FlushAsync(cancel);
        await Verify(stream, Proof("take", theirs, mine, me, wanted), cancel);
    }

    /// <summary>The listening side; returns the dialler's incarnation.</summary>
    /// <exception cref="AuthenticationException">The other side is not who it should be.</exception>
    public async Task<string> Take(Stream stream, string me, CancellationToken cancel)
    {
        var mine = NewNonce();
        await stream.WriteAsync(Join([Magic, mine]), cancel);
        await stream.FlushAsync(cancel);
        var theirs = await ReadOpening(stream, cancel);
        var dialler = await ReadName(stream, cancel);
        var wanted = await ReadName(stream, cancel);
        await Verify(stream, Proof("dial", mine, theirs, dialler, wanted), cancel);
        if (wanted != me) throw new AuthenticationException("The peer looks for a node that ran here before.");
        await stream.WriteAsync(Proof("take", mine, theirs, dialler, wanted), cancel);
        await stream.FlushAsync(cancel);
        return dialler;
    }

    byte[] NewNonce()
    {
        var nonce = new byte[NonceBytes];
        random.Fill(nonce);
        return nonce;
    }

    byte[] Proof(string side, byte[] listenerNonce, byte[] diallerNonce, string dialler, string wanted) =>
        HMACSHA256.HashData(key, Join([Encoding.ASCII.GetBytes(side), listenerNonce, diallerNonce, Name(dialler), Name(wanted)]));

    static async Task<byte[]> ReadOpening(Stream stream, CancellationToken cancel)
    {
        var opening = await Read(stream, Magic.Length + NonceBytes, cancel);
        if (!opening.AsSpan(0, Magic.Length).SequenceEqual(Magic)) throw new AuthenticationException("The peer does not speak the link protocol.");
        return opening[Magic.Length..];
    }

    static async Task Verify(Stream stream, byte[] expected, CancellationToken cancel)
    {
        if (!CryptographicOperations.FixedTimeEquals(await Read(stream, expected.Length, cancel), expected))
        {
            throw new AuthenticationException("The peer does not know the cluster's secret: actorchat.cluster.secret must be the same on all nodes.");
        }
    }

    static async Task<string> ReadName(Stream stream, CancellationToken cancel)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(await Read(stream, 2, cancel));
        if (length > MaxNameBytes) throw new AuthenticationException("The peer's name is too long.");
        return Encoding.UTF8.GetString(await Read(stream, length, cancel));
    }

    static byte[] Name(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var framed = new byte[bytes.Length + 2];
        BinaryPrimitives.WriteUInt16LittleEndian(framed, (ushort)bytes.Length);
        bytes.CopyTo(framed, 2);
        return framed;
    }

    static byte[] Join(byte[][] parts) => [.. parts.SelectMany(part => part)];

    static async Task<byte[]> Read(Stream stream, int length, CancellationToken cancel)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}

/// <summary>A peer that is not who it should be.</summary>
sealed class AuthenticationException(string message) : Exception(message);
