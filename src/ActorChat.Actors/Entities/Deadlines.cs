namespace ActorChat.Actors.Entities;

/// <summary>
/// The questions that wait for their answers, by deadline, with one timer for all of them: nearly all are answered in time, so
/// entering and leaving is what must be cheap.
/// </summary>
public sealed class Deadlines
{
    // All under gate. In the order of the deadlines; since most questions have the same patience, a new one is nearly always last.
    readonly Lock gate = new();
    readonly LinkedList<AskEnvelope> waiting = [];
    readonly TimeProvider time;
    readonly ITimer timer;

    /// <summary>Nobody waits yet.</summary>
    public Deadlines(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => ExpireSome(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>An envelope that expires at its deadline unless it ends before.</summary>
    public AskEnvelope Envelope(object command, TimeSpan left)
    {
        var envelope = new AskEnvelope(command, this, time.GetTimestamp() + (long)(left.TotalSeconds * time.TimestampFrequency));
        lock (gate)
        {
            var before = waiting.Last;
            while (before is not null && before.Value.Deadline > envelope.Deadline) before = before.Previous;
            if (before is not null)
            {
                waiting.AddAfter(before, envelope.Place!);
                return envelope;
            }
            // The timer is set for the first; when that has left, it comes for nothing, once.
            waiting.AddFirst(envelope.Place!);
            timer.Change(left, Timeout.InfiniteTimeSpan);
        }
        return envelope;
    }

    internal void Remove(AskEnvelope ended)
    {
        lock (gate)
        {
            if (ended.Place!.List is not null) waiting.Remove(ended.Place);
        }
    }

    void ExpireSome()
    {
        List<AskEnvelope> expired = [];
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
        foreach (var envelope in expired) envelope.Expire();
    }
}
