namespace ActorChat.Remoting.Links;

/// <summary>What one side may still send before the other has acknowledged some. For a single taker.</summary>
sealed class Credit(int size)
{
    // All under gate.
    readonly Lock gate = new();
    readonly int window = size;
    int left = size, wanted;
    TaskCompletionSource? waiting;

    /// <summary>Takes so much, as soon as it is there. Not more than the window at once.</summary>
    public Task Take(int cost, CancellationToken cancel)
    {
        lock (gate)
        {
            if (left >= cost)
            {
                left -= cost;
                return Task.CompletedTask;
            }
            wanted = cost;
            waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            // One who gives up takes nothing any more: the connection is over.
            return waiting.Task.WaitAsync(cancel);
        }
    }

    /// <summary>Gives back what was acknowledged. False when so much was never taken.</summary>
    public bool TryGive(int cost)
    {
        lock (gate)
        {
            if (cost <= 0 || cost > window - left) return false;
            left += cost;
            if (waiting is null || left < wanted) return true;
            left -= wanted;
            waiting.TrySetResult();
            waiting = null;
            return true;
        }
    }
}
