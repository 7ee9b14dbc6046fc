using System.Buffers;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Feeds;

/// <summary>
/// Encodes events of a feed, once for all who follow it, into runs: a new one where numbers don't follow on or a run is full.
/// </summary>
/// <param name="format">How followers see the events.</param>
/// <param name="count">About how many there are.</param>
sealed class FeedRunWriter(IFeedFormat format, int count)
{
    // About what the place of an event takes besides its body.
    const int PlaceBytes = 160;

    readonly List<FeedRun> runs = new(1);
    readonly List<int> ends = new(count);
    readonly List<string?> expels = new(count);
    ArrayBufferWriter<byte>? buffer;
    bool anyExpels;
    long next;

    /// <summary>Those of a page of events that come after a cursor, as runs.</summary>
    public static IReadOnlyList<FeedRun> Encode(IFeedFormat format, string feed, IReadOnlyList<StoredEvent> page, long after)
    {
        var writer = new FeedRunWriter(format, page.Count);
        foreach (var one in page)
        {
            if (one.Seq > after) writer.Add(feed, one);
        }
        return writer.Runs();
    }

    /// <summary>Adds an event.</summary>
    public void Add(string feed, StoredEvent one)
    {
        if (ends.Count > 0 && (one.Seq != next || buffer!.WrittenCount + one.Body.Length > FeedRun.MaxBytes)) Close();
        var lines = buffer ??= new(Math.Min(count * (one.Body.Length + PlaceBytes), FeedRun.MaxBytes));
        if (ends.Count > 0) lines.Write("\n"u8);
        format.Write(lines, feed, one.Seq, one.At, one.Type, one.Body);
        ends.Add(lines.WrittenCount);
        expels.Add(one.Expels);
        anyExpels |= one.Expels is not null;
        next = one.Seq + 1;
    }

    /// <summary>All runs so far, in order.</summary>
    public IReadOnlyList<FeedRun> Runs()
    {
        if (ends.Count > 0) Close();
        return runs;
    }

    void Close()
    {
        runs.Add(new(next - ends.Count, buffer!.WrittenMemory, [.. ends], anyExpels ? [.. expels] : null));
        ends.Clear();
        expels.Clear();
        (buffer, anyExpels) = (null, false);
    }
}
