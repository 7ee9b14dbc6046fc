using ActorChat.Actors;

namespace ActorChat.Node.Sessions;

/// <summary>
/// What waits for one client. Feed events are bounded in bytes: when there is no room, the queue takes none until it has been
/// emptied, and their subscriptions pause; so nothing that is queued is lost, and memory has a ceiling (an empty queue takes what comes,
/// however large). Replies are not
/// refused: so many requests are under way at most, and no more are read while the queue is over its bound.
/// </summary>
public sealed class SendQueue(int maxBytes)
{
    // Lists that have grown beyond this are not kept: an idle session holds little.
    const int KeptCapacity = 64;

    // All under gate, but what was taken last, which is the taker's until it takes again.
    readonly Lock gate = new();
    List<ReadOnlyMemory<byte>> frames = [], taken = [];
    TaskCompletionSource? room, ready;
    long bytes;
    bool lagging, closed;

    /// <summary>Queues a frame, or several with line feeds between them, whatever waits.</summary>
    public void Add(ReadOnlyMemory<byte> frame)
    {
        lock (gate) Push(frame);
    }

    /// <summary>Queues feed events, with line feeds between them, or says that there is no room.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> frame)
    {
        lock (gate)
        {
            if (lagging || closed) return false;
            if (bytes > 0 && bytes + frame.Length > maxBytes)
            {
                lagging = true;
                return false;
            }
            Push(frame);
            return true;
        }
    }

    /// <summary>Queues a frame that nobody misses, if there is plenty of room.</summary>
    public void Offer(ReadOnlyMemory<byte> frame)
    {
        lock (gate)
        {
            if (!lagging && bytes + frame.Length <= maxBytes / 2) Push(frame);
        }
    }

    /// <summary>Bytes that wait.</summary>
    public long Waiting
    {
        get
        {
            lock (gate) return bytes;
        }
    }

    /// <summary>Ends when less waits than the bound.</summary>
    public Task Room
    {
        get
        {
            lock (gate)
            {
                if (bytes <= maxBytes || closed) return Task.CompletedTask;
                room ??= Completion.Source();
                return room.Task;
            }
        }
    }

    /// <summary>Whether events were refused and all that waited has gone out since: the subscriptions may go on. True once.</summary>
    public bool TakeRecovered()
    {
        lock (gate)
        {
            if (!lagging || frames.Count > 0) return false;
            lagging = false;
            return true;
        }
    }

    /// <summary>Waits for frames and takes all of them, until the next call; empty when the queue is closed. For a single taker.</summary>
    /// <exception cref="OperationCanceledException">The waiting was given up.</exception>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> TakeAll(CancellationToken cancel)
    {
        while (true)
        {
            Task arrival;
            lock (gate)
            {
                if (frames.Count > 0 || closed) return Swap();
                ready = Completion.Source();
                arrival = ready.Task;
            }
            await (cancel.CanBeCanceled ? arrival.WaitAsync(cancel) : arrival);
        }
    }

    /// <summary>Takes nothing more; what waits still goes out.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            room?.TrySetResult();
            Wake();
        }
    }

    // Under gate, as all below.
    List<ReadOnlyMemory<byte>> Swap()
    {
        taken.Clear();
        if (taken.Capacity > KeptCapacity) taken = [];
        (frames, taken) = (taken, frames);
        bytes = 0;
        room?.TrySetResult();
        room = null;
        return taken;
    }

    void Push(ReadOnlyMemory<byte> frame)
    {
        if (closed) return;
        frames.Add(frame);
        bytes += frame.Length;
        Wake();
    }

    void Wake()
    {
        ready?.TrySetResult();
        ready = null;
    }
}
