namespace ActorChat.Node;

/// <summary>Something that waits until a deadline. Known to one <see cref="Deadlines"/>.</summary>
interface IDeadlined
{
    /// <summary>The timestamp at which it is given up.</summary>
    long Deadline { get; }

    /// <summary>Where it stands among those that wait.</summary>
    LinkedListNode<IDeadlined> Place { get; }

    /// <summary>Its time is over.</summary>
    void Expire();
}

/// <summary>
/// The questions that wait for their answers, by deadline, with one timer for all of them: nearly all are answered in time, so
/// entering and leaving is what must be cheap.
/// </summary>
public sealed class Deadlines
{
    // All under gate. In the order of the deadlines; since most questions have the same patience, a new one is nearly always last.
    readonly Lock gate = new();
    readonly LinkedList<IDeadlined> waiting = [];
    readonly TimeProvider time;
    readonly ITimer timer;

    /// <summary>Nobody waits yet.</summary>
    public Deadlines(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => ExpireSome(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The timestamp that is so far from now.</summary>
    internal long After(TimeSpan left) => time.GetTimestamp() + (long)(left.TotalSeconds * time.TimestampFrequency);

    /// <summary>From now on it expires at its deadline, unless it is removed before.</summary>
    internal void Add(IDeadlined waits)
    {
        lock (gate)
        {
            var before = waiting.Last;
            while (before is not null && before.Value.Deadline > waits.Deadline) before = before.Previous;
            if (before is not null)
            {
                waiting.AddAfter(before, waits.Place);
                return;
            }
            // The timer is set for the first; when that has left, it comes for nothing, once.
            waiting.AddFirst(waits.Place);
            var left = time.GetElapsedTime(time.GetTimestamp(), waits.Deadline);
            timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>It does not wait any more; nothing happens when it did not.</summary>
    internal void Remove(IDeadlined ended)
    {
        lock (gate)
        {
            if (ended.Place.List is not null) waiting.Remove(ended.Place);
        }
    }

    void ExpireSome()
    {
        List<IDeadlined> expired = [];
        lock (gate)
        {
            var now = time.GetTimestamp();
            while (waiting.First is { Value: var first } && first.Deadline <= now)
            {
                expired.Add(first);
                waiting.RemoveFirst();
            }
            if (waiting.First is { Value: var next }) timer.Change(time.GetElapsedTime(now, next.Deadline), Timeout.InfiniteTimeSpan);
        }
        foreach (var one in expired) one.Expire();
    }
}
