using System.Collections.Concurrent;

namespace ActorChat.Actors.Links;

/// <summary>What was asked over links and is not answered yet, by correlation number. Everything ends: by answer, reset or deadline.</summary>
/// <typeparam name="T">The answer.</typeparam>
sealed class PendingAnswers<T>(TimeProvider time) where T : class
{
    readonly ConcurrentDictionary<long, (string Peer, TaskCompletionSource<T> Answer, Action<T>? AtOnce)> pending = new();
    long last;

    /// <summary>A new number, and the wait for its answer: null when the link broke or the time ran out.</summary>
    /// <param name="peer">Who is asked.</param>
    /// <param name="timeout">From now.</param>
    /// <param name="atOnce">Is given the answer before anything else that the peer sent later.</param>
    public (long Number, Task<T?> Answer) Begin(string peer, TimeSpan timeout, Action<T>? atOnce = null)
    {
        var number = Interlocked.Increment(ref last);
        var answer = Completion.Source<T>();
        pending[number] = (peer, answer, atOnce);
        return (number, Wait(number, answer.Task, timeout));
    }

    /// <summary>An answer came; one that nobody waits for any more is dropped.</summary>
    public void End(long number, T answer)
    {
        if (!pending.TryRemove(number, out var waiting)) return;
        waiting.AtOnce?.Invoke(answer);
        waiting.Answer.TrySetResult(answer);
    }

    /// <summary>The question was never sent.</summary>
    public void Forget(long number)
    {
        if (pending.TryRemove(number, out var waiting)) waiting.Answer.TrySetCanceled();
    }

    /// <summary>A link broke: its questions will not be answered.</summary>
    public void Reset(string peer)
    {
        foreach (var (number, waiting) in pending)
        {
            if (waiting.Peer == peer) Forget(number);
        }
    }

    async Task<T?> Wait(long number, Task<T> answer, TimeSpan timeout)
    {
        try
        {
            return await answer.WaitAsync(timeout, time);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            pending.TryRemove(number, out _);
            return default;
        }
    }
}
