namespace ActorChat.Simulator.World;

/// <summary>Simulated time: one thread does what is due, in order, and time jumps to whatever is due next.</summary>
public sealed class Timeline(SeededRandom random)
{
    const int MaxStepsAtOneMoment = 100_000;
    static readonly TimeSpan Jitter = TimeSpan.FromMicroseconds(50);
    readonly PriorityQueue<Action, (long Ticks, long Number)> due = new();
    readonly int thread = Environment.CurrentManagedThreadId;
    long number;
    int stepsAtThisMoment;

    /// <summary>Now, since the beginning of the world.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Things done so far.</summary>
    public long Steps { get; private set; }

    /// <summary>A fingerprint of everything that was done, and when: equal for equal runs.</summary>
    public ulong Fingerprint { get; private set; }

    /// <summary>Called after every step.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>Does something later.</summary>
    public void After(TimeSpan delay, Action act) => At(Now + delay, act);

    /// <summary>Does something at a time.</summary>
    public void At(TimeSpan time, Action act)
    {
        // Something in the node has left the seams, and no run could be replayed.
        if (Environment.CurrentManagedThreadId != thread)
        {
            Environment.FailFast($"A simulated world was entered by another thread:\n{Environment.StackTrace}");
        }
        due.Enqueue(act, (Math.Max(time.Ticks, Now.Ticks), number++));
    }

    /// <summary>Does something in a moment: so that what could run side by side runs in any order.</summary>
    public void Soon(Action act) => After(random.UpTo(Jitter), act);

    /// <summary>Lets time pass.</summary>
    public void RunUntil(TimeSpan end)
    {
        while (due.TryPeek(out _, out var next) && next.Ticks <= end.Ticks)
        {
            due.TryDequeue(out var act, out var at);
            if (at.Ticks > Now.Ticks) stepsAtThisMoment = 0;
            else if (++stepsAtThisMoment > MaxStepsAtOneMoment)
            {
                throw new InvalidOperationException("The world goes round in circles, and time stands still.");
            }
            Now = new TimeSpan(at.Ticks);
            Steps++;
            Fingerprint = (Fingerprint * 1099511628211UL) ^ (ulong)at.Ticks;
            act!();
            AfterStep?.Invoke();
        }
        Now = end;
    }
}
