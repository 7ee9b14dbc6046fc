using System.Text.Json.Serialization;

namespace ActorChat.Node.Chat.Talk;

/// <summary>
/// Which messages of one device were accepted, as far back as the device's window: its highest number and the
/// <see cref="WindowNumbers"/> - 1 below it. Columns rather than rows, because snapshots hold thousands of these.
/// </summary>
/// <remarks>
/// A memory and those that follow it share their columns, as slices: the newest appends where nobody else has, and a memory sees its own
/// part of it only. So accepting a message costs no copy, but now and then.
/// </remarks>
/// <param name="Highest">The highest number accepted.</param>
/// <param name="Numbers">The numbers accepted within the window, in the order of acceptance.</param>
/// <param name="Seqs">The sequence number that each of them got.</param>
/// <param name="Prints">What each of them said, as a <see cref="ContentPrint"/>; empty where nobody kept any yet.</param>
public sealed record DeviceMemory(
    long Highest, ReadOnlyMemory<long> Numbers, ReadOnlyMemory<long> Seqs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ReadOnlyMemory<long> Prints = default)
{
    /// <summary>
    /// How far back a device may repeat itself, and how far its numbers may come out of order. A client keeps fewer unacknowledged.
    /// </summary>
    public const int WindowNumbers = 64;

    // Where the slices lie, and where they end; none after a replay.
    readonly Columns? columns;
    readonly int end;

    DeviceMemory(long highest, Columns columns, int count)
        : this(highest, Last(columns.Numbers, columns.Used, count), Last(columns.Seqs, columns.Used, count),
            Last(columns.Prints, columns.Used, count)) =>
        (this.columns, end) = (columns, columns.Used);

    /// <summary>A device that was never heard of.</summary>
    public static DeviceMemory None { get; } = new(0, ReadOnlyMemory<long>.Empty, ReadOnlyMemory<long>.Empty);

    /// <summary>When it was last used, as a sequence number.</summary>
    public long LastSeq => Seqs.Span[^1];

    /// <summary>Whether a number lies below the window, so that nobody knows whether it was accepted.</summary>
    public bool IsTooOld(long number) => number <= Highest - WindowNumbers;

    /// <summary>
    /// Whether a number that was accepted said something else than this. What is not known any more is not held against anybody.
    /// </summary>
    public bool Differs(long number, long print) =>
        Numbers.Span.IndexOf(number) is >= 0 and var index && print != ContentPrint.Unknown
            && PrintAt(index) is not ContentPrint.Unknown and var known && known != print;

    /// <summary>What was said under this sequence number is not to be compared any more: it was changed, or is gone.</summary>
    public DeviceMemory Blur(long seq)
    {
        var index = Seqs.Span.IndexOf(seq);
        if (index < 0 || PrintAt(index) == ContentPrint.Unknown) return this;
        var prints = Prints.ToArray();
        prints[index] = ContentPrint.Unknown;
        return new(Highest, Numbers, Seqs, prints);
    }

    /// <summary>The sequence number that this number got, or null when it is new.</summary>
    public long? Find(long number)
    {
        var index = Numbers.Span.IndexOf(number);
        return index < 0 ? null : Seqs.Span[index];
    }

    /// <summary>With a number accepted; what falls out of the window is forgotten.</summary>
    public DeviceMemory Accept(long number, long seq, long print = ContentPrint.Unknown)
    {
        var highest = Math.Max(Highest, number);
        var oldest = highest - WindowNumbers + 1;
        var gone = Numbers.Span.IndexOfAnyExceptInRange(long.MinValue, oldest - 1) is var first and >= 0 ? first : Numbers.Length;
        // Where they came out of order, some may stand further behind.
        var others = Numbers.Span[gone..].ContainsAnyInRange(long.MinValue, oldest - 1);
        return !others && columns is not null && columns.TryAppend(end, number, seq, print)
            ? new(highest, columns, Numbers.Length - gone + 1)
            : Copy(highest, oldest, number, seq, print);
    }

    long PrintAt(int index) => index < Prints.Length ? Prints.Span[index] : ContentPrint.Unknown;

    static ReadOnlyMemory<long> Last(long[] column, int used, int count) => column.AsMemory(used - count, count);

    DeviceMemory Copy(long highest, long oldest, long number, long seq, long print)
    {
        var copy = new Columns(Math.Clamp(2 * (Numbers.Length + 1), 4, 2 * WindowNumbers));
        for (var i = 0; i < Numbers.Length; i++)
        {
            if (Numbers.Span[i] >= oldest) copy.TryAppend(copy.Used, Numbers.Span[i], Seqs.Span[i], PrintAt(i));
        }
        copy.TryAppend(copy.Used, number, seq, print);
        return new(highest, copy, copy.Used);
    }

    sealed class Columns(int capacity)
    {
        public long[] Numbers { get; } = new long[capacity];

        public long[] Seqs { get; } = new long[capacity];

        public long[] Prints { get; } = new long[capacity];

        public int Used { get; private set; }

        // Only behind the newest: what was decided and thrown away may have been there first.
        public bool TryAppend(int after, long number, long seq, long print)
        {
            if (Used != after || Used == capacity) return false;
            (Numbers[Used], Seqs[Used], Prints[Used]) = (number, seq, print);
            Used++;
            return true;
        }
    }
}
