using System.Security.Cryptography;

namespace ActorChat.Node;

/// <summary>The seam for randomness: a simulation hands in a seeded one.</summary>
public interface IRandom
{
    /// <summary>Fills the span.</summary>
    void Fill(Span<byte> bytes);
}

/// <summary>The operating system's cryptographic randomness.</summary>
public sealed class SystemRandom : IRandom
{
    /// <inheritdoc/>
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}

/// <summary>What is made of randomness.</summary>
public static class RandomExtensions
{
    /// <summary>So many random bytes, in base64 for URLs without padding.</summary>
    public static string Token(this IRandom random, int bytes)
    {
        Span<byte> raw = stackalloc byte[bytes];
        random.Fill(raw);
        return System.Buffers.Text.Base64Url.EncodeToString(raw);
    }

    /// <summary>A number from 1 to 2^62.</summary>
    public static long Positive(this IRandom random)
    {
        Span<byte> raw = stackalloc byte[8];
        random.Fill(raw);
        return (long)(BitConverter.ToUInt64(raw) >> 2) + 1;
    }

    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    public static double Fraction(this IRandom random)
    {
        Span<byte> raw = stackalloc byte[8];
        random.Fill(raw);
        return (BitConverter.ToUInt64(raw) >> 11) * (1.0 / (1UL << 53));
    }
}
