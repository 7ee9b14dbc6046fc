namespace ActorChat.Node;

/// <summary>
/// Makes the tasks that one part of a node completes and another awaits. What awaits never runs inside the completing call: on the
/// thread pool it is queued there; in a simulation, whose single thread has a synchronization context, it is posted to that.
/// </summary>
public static class Completion
{
    /// <summary>A task to be completed by hand, with a result.</summary>
    public static TaskCompletionSource<T> Source<T>() => new(Options);

    /// <summary>A task to be completed by hand.</summary>
    public static TaskCompletionSource Source() => new(Options);

    /// <summary>The end of what a field waits for: of nothing when it is null.</summary>
    public static Task Of(ref TaskCompletionSource? pending) => Volatile.Read(ref pending)?.Task ?? Task.CompletedTask;

    /// <summary>It has come: whoever waits goes on, and nothing of it is kept.</summary>
    public static void End(ref TaskCompletionSource? pending) => Interlocked.Exchange(ref pending, null)?.TrySetResult();

    // With the option set, waits that are combined (all, any, with a timeout) would take a detour over the thread pool.
    static TaskCreationOptions Options =>
        SynchronizationContext.Current is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;
}
