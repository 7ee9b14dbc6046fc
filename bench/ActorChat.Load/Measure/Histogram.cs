using System.Numerics;

namespace ActorChat.Load.Measure;

/// <summary>Durations in nanoseconds, each within 1.6 % of its value. For one thread.</summary>
sealed class Histogram
{
    const int SubBits = 6, Buckets = (64 - SubBits) << SubBits;

    readonly long[] counts = new long[Buckets];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Add(long ns)
    {
        if (ns < 0) ns = 0;
        var shift = Math.Max(0, BitOperations.Log2((ulong)ns | 1) - SubBits);
        counts[(shift << SubBits) + (int)(ns >> shift)]++;
        Count++;
        if (ns > Max) Max = ns;
    }

    public void Clear()
    {
        Array.Clear(counts);
        Count = Max = 0;
    }

    /// <summary>The value that this part of all (0 to 1) does not exceed.</summary>
    public long At(double part)
    {
        var wanted = (long)Math.Ceiling(Count * part);
        long seen = 0;
        for (var i = 0; i < Buckets; i++)
        {
            seen += counts[i];
            if (seen >= wanted && seen > 0) return Math.Min(Max, Upper(i));
        }
        return 0;
    }

    public Percentiles Summarise() => new(Count, At(0.5) / 1e6, At(0.99) / 1e6, At(0.999) / 1e6, Max / 1e6);

    static long Upper(int bucket)
    {
        var shift = Math.Max(0, (bucket >> SubBits) - 1);
        return (((long)bucket - (shift << SubBits) + 1) << shift) - 1;
    }
}

/// <summary>A distribution, in milliseconds.</summary>
record struct Percentiles(long Count, double P50Ms, double P99Ms, double P999Ms, double MaxMs);
