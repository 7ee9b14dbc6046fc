using System.Buffers.Binary;
using ActorChat.Node;

namespace ActorChat.Simulator.World;

/// <summary>All chance of a simulated world, from one seed. SplitMix64: Steele, Lea and Flood, 2014.</summary>
public sealed class SeededRandom(ulong seed) : IRandom
{
    ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var z = state += 0x9e3779b97f4a7c15UL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
        return z ^ (z >> 31);
    }

    /// <inheritdoc/>
    public void Fill(Span<byte> bytes)
    {
        Span<byte> word = stackalloc byte[8];
        for (var i = 0; i < bytes.Length; i += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Next());
            word[..Math.Min(8, bytes.Length - i)].CopyTo(bytes[i..]);
        }
    }

    /// <summary>From 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True with this chance.</summary>
    public bool Chance(double probability) => Next() >> 11 < probability * (1UL << 53);

    /// <summary>From nothing to <paramref name="max"/>, mostly short: the square of an even chance.</summary>
    public TimeSpan UpTo(TimeSpan max)
    {
        var even = (Next() >> 11) * (1.0 / (1UL << 53));
        return max * (even * even);
    }

    /// <summary>A waiting time whose average is <paramref name="mean"/>.</summary>
    public TimeSpan About(TimeSpan mean) => mean * -Math.Log(1 - ((Next() >> 11) * (1.0 / (1UL << 53))));

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>A source of its own, so that what one part draws does not change what another does.</summary>
    public SeededRandom Fork() => new(Next());
}
