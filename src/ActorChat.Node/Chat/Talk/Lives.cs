using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>
/// Which messages live, as far as it must be known to let them disappear: not message by message, but in runs that disappear
/// together. In a room a run's time is that of its messages; in a dialogue it begins when the other one has received them.
///
/// While any run has a time, exactly one letter of the entity to itself is on its way: the decision that brings the first such run
/// writes it, and each that expires something writes the next. A letter of an earlier generation is void.
/// </summary>
/// <param name="Runs">In the order of their messages.</param>
/// <param name="Gone">The ordinal up to which all messages have disappeared.</param>
/// <param name="Generation">How often the lifetime was changed.</param>
public sealed record Lives(ImmutableList<LifeRun> Runs, long Gone, int Generation)
{
    /// <summary>
    /// Most runs kept; beyond it the two neighbours that lie closest together become one. A constant, not a setting: replays must come to
    /// the same state on every node. So a message of a room that is never quiet is late by a 4,096th of its lifetime at most.
    /// </summary>
    public const int MaxRuns = 4_096;

    /// <summary>Most journal rows that one commit lets expire, so that none holds the store for long.</summary>
    public const int MaxSlice = 5_000;

    /// <summary>Most separate ranges in one event.</summary>
    public const int MaxRanges = 100;

    /// <summary>
    /// Messages that are so close together disappear together, so that a busy room expires every few seconds and not with every message.
    /// </summary>
    public static TimeSpan Grain { get; } = TimeSpan.FromSeconds(5);

    /// <summary>No message.</summary>
    public static Lives None { get; } = new([], 0, 0);

    /// <summary>Whether any run has a time, so that a letter is on its way.</summary>
    public bool Ticks => Runs.Exists(run => run.Waits == Sides.None);

    /// <summary>With a message.</summary>
    public Lives Add(long seq, long ordinal, DateTimeOffset at, Sides waits = Sides.None)
    {
        if (Runs.Count > 0 && Runs[^1] is var last && last.Waits == waits && (waits != Sides.None || at - last.From <= Grain))
        {
            return this with { Runs = Runs.SetItem(Runs.Count - 1, last with { Last = seq, To = Later(at, last.To) }) };
        }
        return Keep(Runs.Add(new LifeRun(seq, seq, ordinal, at, at, waits)));
    }

    /// <summary>All messages up to here have their time from now on: nobody kept it before.</summary>
    public Lives Begin(long last, DateTimeOffset at) =>
        last < 1 ? this : this with { Runs = [new LifeRun(1, last, Gone + 1, at, at, Sides.None)] };

    /// <summary>One side has received everything up to a message.</summary>
    public Lives Deliver(Sides by, long upTo, long ordinal, DateTimeOffset at)
    {
        var runs = ImmutableList.CreateBuilder<LifeRun>();
        foreach (var run in Runs)
        {
            if ((run.Waits & by) == 0 || run.First > upTo) runs.Add(run);
            else if (run.Last <= upTo) runs.Add(run.Received(by, at));
            else
            {
                runs.Add(run.Received(by, at) with { Last = upTo });
                runs.Add(run with { First = upTo + 1, Ordinal = Math.Max(run.Ordinal, ordinal + 1) });
            }
        }
        return Keep(Join(runs.ToImmutable()));
    }

    /// <summary>What is to disappear now, in ranges; not more than one commit should take.</summary>
    public IReadOnlyList<SeqRange> Due(DateTimeOffset now, TimeSpan lifetime)
    {
        var due = new List<SeqRange>();
        var rows = 0L;
        foreach (var run in Runs)
        {
            if (run.Waits != Sides.None || run.Due(lifetime) > now) continue;
            var last = Math.Min(run.Last, run.First + MaxSlice - rows - 1);
            rows += last - run.First + 1;
            if (due.Count > 0 && due[^1].To + 1 == run.First) due[^1] = due[^1] with { To = last };
            else due.Add(new SeqRange(run.First, last));
            if (last < run.Last || rows >= MaxSlice || due.Count >= MaxRanges) break;
        }
        return due;
    }

    /// <summary>When something is to disappear next; null when nothing has a time.</summary>
    public DateTimeOffset? NextDue(TimeSpan lifetime) =>
        Runs.Where(run => run.Waits == Sides.None).Select(run => (DateTimeOffset?)run.Due(lifetime)).Min();

    /// <summary>Without what has disappeared.</summary>
    public Lives Without(Expired expired) => this with
    {
        Gone = Math.Max(Gone, expired.Gone),
        Runs = [.. Runs.Select(run => expired.Ranges.FirstOrDefault(range => range.Holds(run.First)) is { } range
            ? run with { First = range.To + 1 } : run).Where(run => run.First <= run.Last)],
    };

    /// <summary>The ordinal up to which all is gone, once these have disappeared.</summary>
    public long GoneAfter(IReadOnlyList<SeqRange> ranges, long newest)
    {
        var left = Runs.FirstOrDefault(run => !ranges.Any(range => range.Holds(run.First) && range.Holds(run.Last)));
        return Math.Max(Gone, left is null ? newest : left.Ordinal - 1);
    }

    Lives Keep(ImmutableList<LifeRun> runs)
    {
        while (runs.Count > MaxRuns)
        {
            var closest = Enumerable.Range(0, runs.Count - 1).MinBy(i => runs[i + 1].To - runs[i].From);
            runs = runs.SetItem(closest, runs[closest].And(runs[closest + 1])).RemoveAt(closest + 1);
        }
        return this with { Runs = runs };
    }

    static ImmutableList<LifeRun> Join(ImmutableList<LifeRun> runs)
    {
        var joined = ImmutableList.CreateBuilder<LifeRun>();
        foreach (var run in runs)
        {
            if (joined.Count > 0 && joined[^1] is { Waits: Sides.None } before && run.Waits == Sides.None && run.To - before.From <= Grain)
            {
                joined[^1] = before.And(run);
            }
            else joined.Add(run);
        }
        return joined.ToImmutable();
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>Messages that disappear together.</summary>
/// <param name="First">The sequence number of the first.</param>
/// <param name="Last">That of the last.</param>
/// <param name="Ordinal">The first one's ordinal.</param>
/// <param name="From">The time of the first.</param>
/// <param name="To">The time of the last.</param>
/// <param name="Waits">Who has not received them yet: until then they have no time.</param>
public sealed record LifeRun(long First, long Last, long Ordinal, DateTimeOffset From, DateTimeOffset To, Sides Waits)
{
    /// <summary>When it is to disappear. A run is filled for as long as the grain.</summary>
    public DateTimeOffset Due(TimeSpan lifetime) => (To > From + Lives.Grain ? To : From + Lives.Grain) + lifetime;

    /// <summary>One side has received it.</summary>
    public LifeRun Received(Sides by, DateTimeOffset at) => this with { Waits = Waits & ~by, From = at, To = at };

    /// <summary>Both as one: what either waits for, both do.</summary>
    public LifeRun And(LifeRun next) => this with
    {
        Last = next.Last,
        Waits = Waits | next.Waits,
        From = From < next.From ? From : next.From,
        To = To > next.To ? To : next.To,
    };
}

/// <summary>The users of a dialogue, by their place in its id.</summary>
[Flags]
public enum Sides
{
    /// <summary>Neither; in rooms.</summary>
    None = 0,

    /// <summary>The first.</summary>
    First = 1,

    /// <summary>The second.</summary>
    Second = 2,
}
