using System.Threading.Tasks.Sources;

namespace ActorChat.Actors;

/// <summary>
/// The wait of a queue's single taker, one object for all of them: an idle taker costs no memory, and a busy one allocates nothing. It has no
/// lock of its own: both calls are made under the queue's. As with <see cref="Completion"/>, the taker never runs inside the call that wakes it.
/// </summary>
public sealed class Arrival : IValueTaskSource
{
    ManualResetValueTaskSourceCore<bool> core = new() { RunContinuationsAsynchronously = true };
    bool isAwaited;

    /// <summary>Waits for the next <see cref="Come"/>. To be awaited once, before the next wait begins.</summary>
    public ValueTask Wait()
    {
        core.Reset();
        isAwaited = true;
        return new(this, core.Version);
    }

    /// <summary>Wakes the taker, if it waits.</summary>
    public void Come()
    {
        if (!isAwaited) return;
        isAwaited = false;
        core.SetResult(true);
    }

    void IValueTaskSource.GetResult(short token) => core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);
}
