using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ActorChat.Node.Chat.Talk;

/// <summary>
/// Which messages of one device were accepted, as far back as the device's window: its highest number and the
/// <see cref="WindowNumbers"/> - 1 below it. Two columns rather than pairs, because snapshots hold thousands of these.
/// </summary>
/// <param name="Highest">The highest number accepted.</param>
/// <param name="Numbers">The numbers accepted within the window, in the order of acceptance.</param>
/// <param name="Seqs">The sequence number that each of them got.</param>
public sealed record DeviceMemory(long Highest, ImmutableArray<long> Numbers, ImmutableArray<long> Seqs)
{
    /// <summary>
    /// How far back a device may repeat itself, and how far its numbers may come out of order. A client keeps fewer unacknowledged.
    /// </summary>
    public const int WindowNumbers = 64;

    /// <summary>A device that was never heard of.</summary>
    public static DeviceMemory None { get; } = new(0, [], []);

    /// <summary>When it was last used, as a sequence number.</summary>
    public long LastSeq => Seqs[^1];

    /// <summary>Whether a number lies below the window, so that nobody knows whether it was accepted.</summary>
    public bool IsTooOld(long number) => number <= Highest - WindowNumbers;

    /// <summary>The sequence number that this number got, or null when it is new.</summary>
    public long? Find(long number)
    {
        var index = Numbers.IndexOf(number);
        return index < 0 ? null : Seqs[index];
    }

    /// <summary>With a number accepted; what falls out of the window is forgotten.</summary>
    public DeviceMemory Accept(long number, long seq)
    {
        var highest = Math.Max(Highest, number);
        var kept = 0;
        foreach (var one in Numbers) kept += one > highest - WindowNumbers ? 1 : 0;
        long[] numbers = new long[kept + 1], seqs = new long[kept + 1];
        var next = 0;
        for (var i = 0; i < Numbers.Length; i++)
        {
            if (Numbers[i] <= highest - WindowNumbers) continue;
            (numbers[next], seqs[next]) = (Numbers[i], Seqs[i]);
            next++;
        }
        (numbers[next], seqs[next]) = (number, seq);
        return new DeviceMemory(highest, ImmutableCollectionsMarshal.AsImmutableArray(numbers), ImmutableCollectionsMarshal.AsImmutableArray(seqs));
    }
}
