using ActorChat.Messages;

namespace ActorChat.Node.Handlers;

/// <summary>Counts unread messages of one feed by their ordinals, the newest first. What is missing between two is gone.</summary>
sealed class UnreadCount
{
    readonly List<SeqRange> skipped = [];
    readonly long first, last;
    long next, skippedCount, counted, looked;

    /// <summary>Nothing is counted yet.</summary>
    /// <param name="first">The ordinal of the first that may be unread.</param>
    /// <param name="last">That of the newest.</param>
    public UnreadCount(long first, long last) => (this.first, this.last, next) = (first, last, last);

    /// <summary>Nothing older is to be looked at.</summary>
    public bool IsDone =>
        next < first || counted >= ProtocolLimits.MaxUnread || looked >= ProtocolLimits.MaxUnreadLookedAt;

    /// <summary>How many count.</summary>
    public long Unread => Math.Max(0, last - first + 1 - skippedCount);

    /// <summary>The ordinals that do not, in order; null for none.</summary>
    public IReadOnlyList<SeqRange>? Skipped => skipped.Count == 0 ? null : [.. Enumerable.Reverse(skipped)];

    /// <summary>The next older message.</summary>
    public void Take(long ordinal, bool counts)
    {
        if (ordinal > next) return;
        var at = Math.Max(ordinal, first - 1);
        Skip(at + 1, next);
        next = at - 1;
        if (ordinal < first) return;
        looked++;
        if (counts) counted++;
        else Skip(ordinal, ordinal);
    }

    /// <summary>There are no older ones.</summary>
    public void End()
    {
        if (IsDone) return;
        Skip(first, next);
        next = first - 1;
    }

    void Skip(long from, long to)
    {
        if (from > to) return;
        skippedCount += to - from + 1;
        if (skipped.Count > 0 && skipped[^1].From == to + 1) skipped[^1] = skipped[^1] with { From = from };
        else skipped.Add(new SeqRange(from, to));
    }
}
