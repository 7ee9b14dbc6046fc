namespace ActorChat.Node.Feeds;

/// <summary>
/// Consecutive events of one feed, their frames in one piece of memory, one a line: what a commit brought goes to a follower as it is,
/// however many events it holds. Never empty; nobody writes to it.
/// </summary>
/// <param name="first">The sequence number of the first event; the others follow without a gap.</param>
/// <param name="lines">The frames, with a line feed between each two.</param>
/// <param name="ends">Where each frame ends in <paramref name="lines"/>.</param>
/// <param name="expels">Whom each event takes off the feed; null when none takes anybody.</param>
public sealed class FeedRun(long first, ReadOnlyMemory<byte> lines, int[] ends, string?[]? expels)
{
    /// <summary>
    /// Most bytes of a run of several events; a larger event is a run of its own. Far below a session's bound, so that what waits for a
    /// slow client fits again soon.
    /// </summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>The sequence number of the first event.</summary>
    public long First => first;

    /// <summary>The sequence number of the last event.</summary>
    public long Last => first + ends.Length - 1;

    /// <summary>How many events.</summary>
    public int Count => ends.Length;

    /// <summary>All frames, with a line feed between each two.</summary>
    public ReadOnlyMemory<byte> Lines => lines;

    /// <summary>Where each frame ends in <see cref="Lines"/>.</summary>
    public IReadOnlyList<int> Ends => ends;

    /// <summary>The events, one by one.</summary>
    public IEnumerable<FeedEvent> All => Enumerable.Range(0, ends.Length).Select(index => this[index]);

    /// <summary>Whether any of the events takes a follower off the feed.</summary>
    public bool Expels => expels is not null;

    /// <summary>One of the events.</summary>
    public FeedEvent this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : ends[index - 1] + 1;
            return new(first + index, expels?[index], lines[start..ends[index]]);
        }
    }

    /// <summary>A run of one event.</summary>
    public static FeedRun Of(FeedEvent one) => new(one.Seq, one.Frame, [one.Frame.Length], one.Expels is null ? null : [one.Expels]);

    /// <summary>The run from this event on.</summary>
    public FeedRun From(long seq) => seq == first ? this : Skip((int)(seq - first));

    // Of its own, so that what nearly always happens allocates nothing.
    FeedRun Skip(int skipped)
    {
        var cut = ends[skipped - 1] + 1;
        return new(first + skipped, lines[cut..], [.. ends.Skip(skipped).Select(end => end - cut)], expels?[skipped..]);
    }
}
