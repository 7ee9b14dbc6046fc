using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores.Memory;

/// <summary>One entity's events, by sequence number, and its snapshot.</summary>
sealed class MemoryJournal
{
    // In ascending order; a purge leaves holes, but never at the end.
    readonly List<StoredEvent> events = [];

    public long Last => events.Count == 0 ? 0 : events[^1].Seq;

    public StoredSnapshot? Snapshot { get; set; }

    public void Append(IReadOnlyList<NewEvent> added)
    {
        foreach (var e in added)
            events.Add(new StoredEvent(Last + 1, MemoryStore.Whole(e.At), e.Type, e.About, e.Expels, e.Body.ToArray()));
    }

    public void Purge(PurgeRange range)
    {
        var last = Last;
        events.RemoveAll(e => e.Seq < last && range.Covers(e.Seq, e.Type, e.About));
    }

    public void Rewrite(RewrittenEvent rewrite)
    {
        var at = FirstAt(rewrite.Seq);
        if (at < events.Count && events[at].Seq == rewrite.Seq) events[at] = events[at] with { Body = rewrite.Body.ToArray() };
    }

    public IReadOnlyList<StoredEvent> Forward(long after, int limit)
    {
        var first = after == long.MaxValue ? events.Count : FirstAt(after + 1);
        return events.GetRange(first, Math.Min(limit, events.Count - first));
    }

    public IReadOnlyList<StoredEvent> Back(long before, long since, IReadOnlyList<string> types, int limit)
    {
        List<StoredEvent> found = [];
        for (var at = FirstAt(before) - 1; at >= 0 && events[at].Seq >= since && found.Count < limit; at--)
        {
            if (types.Count == 0 || types.Contains(events[at].Type)) found.Add(events[at]);
        }
        found.Reverse();
        return found;
    }

    public IReadOnlyList<StoredEvent> About(long about, long before, IReadOnlyList<string> types, int limit) =>
    [
        .. events.Where(e => e.About == about && e.Seq < before && (types.Count == 0 || types.Contains(e.Type))).TakeLast(limit),
    ];

    // The place of the first event with this sequence number or a greater one.
    int FirstAt(long seq)
    {
        int low = 0, high = events.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (events[middle].Seq < seq) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
