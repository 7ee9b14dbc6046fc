namespace ActorChat.Node;

/// <summary>Wakes one waiting loop: set any number of times, it wakes it once. For a single waiter.</summary>
public sealed class Signal
{
    readonly Lock gate = new();
    TaskCompletionSource? waiter;
    bool set;

    /// <summary>Wakes whoever waits, or who comes next.</summary>
    public void Set()
    {
        lock (gate)
        {
            set = true;
            waiter?.TrySetResult();
        }
    }

    /// <summary>Waits until it is set, the time is up, or somebody stops the waiting; the caller looks which.</summary>
    public async Task Wait(TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        TaskCompletionSource mine;
        lock (gate)
        {
            if (set)
            {
                set = false;
                return;
            }
            mine = waiter = Completion.Source();
        }
        using var timer = time.CreateTimer(_ => mine.TrySetResult(), null, timeout, Timeout.InfiniteTimeSpan);
        using var stopping = stop.Register(() => mine.TrySetResult());
        await mine.Task;
        lock (gate)
        {
            set = false;
            waiter = null;
        }
    }
}
