namespace ActorChat.Node;

/// <summary>So many at a time; the others wait in the order in which they came.</summary>
public sealed class Limit(int count)
{
    readonly Lock gate = new();
    readonly Queue<TaskCompletionSource> waiting = [];
    int free = count;

    /// <summary>Takes a place, now or when one is free.</summary>
    /// <exception cref="OperationCanceledException">The waiting was given up; no place is taken.</exception>
    public Task Take(CancellationToken cancel)
    {
        TaskCompletionSource place;
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return Task.CompletedTask;
            }
            place = Completion.Source();
            waiting.Enqueue(place);
        }
        return cancel.CanBeCanceled ? Wait(place, cancel) : place.Task;
    }

    /// <summary>Gives places back.</summary>
    public void Release(int places = 1)
    {
        lock (gate)
        {
            while (places > 0 && waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult()) places--;
            }
            free += places;
        }
    }

    static async Task Wait(TaskCompletionSource place, CancellationToken cancel)
    {
        using var givingUp = cancel.Register(() => place.TrySetCanceled(cancel));
        await place.Task;
    }
}
