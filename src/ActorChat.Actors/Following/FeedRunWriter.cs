using System.Buffers;
using ActorChat.Actors.Behaviours;
using ActorChat.Actors.Stores;

namespace ActorChat.Actors.Following;

/// <summary>Encodes events of a feed, once for all who follow it, into runs: a new one where numbers don't follow on or a run is full.</summary>
sealed class FeedRunWriter(IFeedFormat format)
{
    readonly List<FeedRun> runs = [];
    readonly List<int> ends = [];
    readonly List<string?> expels = [];
    ArrayBufferWriter<byte> lines = new(1024);
    bool anyExpels;
    long next;

    /// <summary>Adds an event.</summary>
    public void Add(string feed, StoredEvent one)
    {
        if (ends.Count > 0 && (one.Seq != next || lines.WrittenCount + one.Body.Length > FeedRun.MaxBytes)) Close();
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
        runs.Add(new(next - ends.Count, lines.WrittenMemory, [.. ends], anyExpels ? [.. expels] : null));
        ends.Clear();
        expels.Clear();
        (lines, anyExpels) = (new(1024), false);
    }
}
