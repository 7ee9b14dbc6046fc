using System.Threading.Tasks.Sources;

namespace ActorChat.Node;

/// <summary>
/// What gathers for a single taker, who takes all of it at once. There is one object for all the taker's waits: an idle taker costs little,
/// and a busy one allocates nothing. It has no lock and no bound of its own: all calls are made under its queue's lock, and the queue
/// bounds it. As with <see cref="Completion"/>, the taker never runs inside the call that wakes it; on the thread pool it runs behind all
/// that is ready to, much of which is going to add to what waits. So a busy node's taker takes more at once, and an idle one's waits for
/// nobody.
/// </summary>
/// <param name="keptCapacity">Lists that have grown beyond this are not kept.</param>
public sealed class Gathering<T>(int keptCapacity) : IValueTaskSource, IThreadPoolWorkItem
{
    ManualResetValueTaskSourceCore<bool> core;
    List<T> waiting = [], taken = [];
    bool isAwaited;

    /// <summary>How many wait.</summary>
    public int Count => waiting.Count;

    /// <summary>Adds one, and wakes the taker.</summary>
    public void Add(T one)
    {
        waiting.Add(one);
        Wake();
    }

    /// <summary>Wakes the taker, if it waits.</summary>
    public void Wake()
    {
        if (!isAwaited) return;
        isAwaited = false;
        // Elsewhere, as in a simulation, the taker's context posts it.
        if (SynchronizationContext.Current is null) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else core.SetResult(true);
    }

    /// <summary>
    /// Waits until there is something to take, or for the next <see cref="Wake"/>; not at all when that is over. The taker has done with
    /// what it took last. To be awaited once, before the next wait begins.
    /// </summary>
    public ValueTask Ready(bool isOver)
    {
        LetGo();
        if (waiting.Count > 0 || isOver) return ValueTask.CompletedTask;
        core.Reset();
        isAwaited = true;
        return new(this, core.Version);
    }

    /// <summary>Takes all that waits; it is the taker's until it waits or takes again. Empty when nothing does.</summary>
    public IReadOnlyList<T> TakeAll()
    {
        LetGo();
        (waiting, taken) = (taken, waiting);
        return taken;
    }

    void IThreadPoolWorkItem.Execute() => core.SetResult(true);

    void IValueTaskSource.GetResult(short token) => core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);

    void LetGo()
    {
        taken.Clear();
        if (taken.Capacity > keptCapacity) taken = [];
    }
}
