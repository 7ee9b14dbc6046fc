using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>
/// What the client has of a feed, oldest first, and honestly what it does not have: it knows all lines from
/// <see cref="Floor"/> on but those in <see cref="Gaps"/>; below are older ones while <see cref="HasOlder"/>.
/// </summary>
sealed record Timeline
{
    /// <summary>Lines that live events may fill; then the oldest are dropped, and loaded again when they are looked for.</summary>
    public const int MaxLive = 2000;

    /// <summary>Lines that scrolling back may fill.</summary>
    public const int MaxLoaded = 10_000;

    /// <summary>Changes of messages that are kept, for pages that were read before them.</summary>
    public const int MaxRecent = 500;

    /// <summary>The newest changes of messages, oldest first: a page of history that is on its way may not know them.</summary>
    public ImmutableList<Event> Recent { get; init; } = [];

    /// <summary>Changes up to this number are not among <see cref="Recent"/>.</summary>
    public long Forgotten { get; init; }

    /// <summary>By number, without repetition.</summary>
    public ImmutableList<Line> Lines { get; init; } = [];

    /// <summary>In order, above <see cref="Floor"/>.</summary>
    public ImmutableList<GapRange> Gaps { get; init; } = [];

    /// <summary>From this number on, events are known.</summary>
    public long Floor { get; init; } = 1;

    /// <summary>Whether there may be lines below the floor.</summary>
    public bool HasOlder { get; init; }

    /// <summary>Whether a page of history has been merged since the beginning.</summary>
    public bool Loaded { get; init; }

    /// <summary>A timeline that begins with what comes after this number.</summary>
    public static Timeline After(long seq) => new() { Floor = seq + 1, HasOlder = seq > 0 };

    /// <summary>With an event that has just happened.</summary>
    public Timeline Add(Line line)
    {
        var lines = Lines.Add(line);
        if (lines.Count <= MaxLive || Lines.Count > MaxLive)
        {
            return this with { Lines = lines.Count > MaxLoaded ? lines.RemoveAt(0) : lines };
        }
        lines = lines.RemoveRange(0, lines.Count - (MaxLive * 3 / 4));
        return this with { Lines = lines, Floor = lines[0].Seq, HasOlder = true, Gaps = Gaps.RemoveAll(gap => gap.UpTo < lines[0].Seq) };
    }

    /// <summary>With what an event changes about the messages that are here, and about those that a page will bring.</summary>
    public Timeline Amend(Event happened)
    {
        if (!Amending.Amends(happened)) return this;
        var recent = Recent.Add(happened);
        var forgotten = recent.Count > MaxRecent ? recent[0].Seq : Forgotten;
        return this with
        {
            Lines = Amending.After(Lines, happened),
            Recent = recent.Count > MaxRecent ? recent.RemoveAt(0) : recent,
            Forgotten = forgotten,
        };
    }

    /// <summary>With the knowledge that events were missed.</summary>
    public Timeline Miss(long after, long upTo) => upTo > after ? this with { Gaps = Gaps.Add(new GapRange(after, upTo)) } : this;

    /// <summary>
    /// With a page of history that was asked for with <paramref name="before"/> (null: the newest, when the feed was at
    /// <paramref name="head"/>). The page covers everything from its first message on, or from the beginning when there is no more.
    /// </summary>
    public Timeline Merge(HistoryPage page, long? before, long head)
    {
        // Too old to know what has changed since: it is asked for again.
        if (page.AsOf > 0 && page.AsOf < Forgotten) return this;
        var from = page.More && page.Events.Count > 0 ? page.Events[0].Seq : 1;
        var to = before ?? head + 1;
        var known = Lines.Select(line => line.Seq).ToHashSet();
        var fresh = Recent.Where(change => change.Seq > page.AsOf)
            .Aggregate(page.Events.Select(Line.Of).OfType<Line>().ToImmutableList(), Amending.After)
            .Where(line => known.Add(line.Seq));
        var lines = Lines.AddRange(fresh).Sort((one, other) => one.Seq.CompareTo(other.Seq));
        var reaches = to >= Floor;
        return this with
        {
            Loaded = true,
            Lines = lines,
            Gaps = Close(from, to, reaches),
            Floor = Math.Min(Floor, from),
            HasOlder = from < Floor ? page.More : HasOlder,
        };
    }

    // What the page covers is no gap any more; a page that does not reach the floor leaves one between.
    ImmutableList<GapRange> Close(long from, long to, bool reaches)
    {
        var gaps = reaches ? Gaps : Gaps.Insert(0, new GapRange(to - 1, Floor - 1));
        return [.. gaps
            .SelectMany(
                gap => new[] { new GapRange(gap.After, Math.Min(gap.UpTo, from - 1)), new GapRange(Math.Max(gap.After, to - 1), gap.UpTo) })
            .Where(gap => gap.UpTo > gap.After)
            .Distinct()];
    }
}
