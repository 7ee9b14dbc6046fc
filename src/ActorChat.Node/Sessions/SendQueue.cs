
namespace ActorChat.Node.Sessions;

/// <summary>
/// What waits for one client. Feed events are bounded in bytes: when there is no room, the queue takes none until it has been emptied, and
/// their subscriptions pause; so nothing that is queued is lost, and memory has a ceiling (an empty queue takes what comes, however large).
/// Replies are not refused: so many requests are under way at most, and no more are read while the queue is over its bound.
/// </summary>
public sealed class SendQueue(int maxBytes)
{
    // Lists that have grown beyond this are not kept: an idle session holds little.
    const int KeptCapacity = 8;

    // All under gate.
    readonly Lock gate = new();
    readonly Gathering<ReadOnlyMemory<byte>> frames = new(KeptCapacity);
    TaskCompletionSource? room;
    long bytes;
    bool lagging, closed;

    /// <summary>Queues a frame, or several with line feeds between them, whatever waits.</summary>
    public void Add(ReadOnlyMemory<byte> frame)
    {
        lock (gate) Push(frame);
    }

    /// <summary>Queues feed events, with line feeds between them, or says that there is no room.</summary>
    /// <param name="frame">The events.</param>
    /// <param name="isRefused">
    /// Set when there is no room, in one step with that: whoever sees by <see cref="TakeRecovered"/> that there is room again sees also who
    /// waits for it.
    /// </param>
    public bool TryAdd(ReadOnlyMemory<byte> frame, ref bool isRefused)
    {
        lock (gate)
        {
            lagging |= bytes > 0 && bytes + frame.Length > maxBytes;
            if (lagging || closed)
            {
                isRefused = true;
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

    /// <summary>
    /// Waits until there is something to take, or the queue is closed. For a single taker, who has done with what it took last.
    /// </summary>
    public ValueTask Ready()
    {
        lock (gate) return frames.Ready(closed);
    }

    /// <summary>The same, for a taker that may give up.</summary>
    /// <exception cref="OperationCanceledException">The waiting was given up.</exception>
    public async Task Ready(CancellationToken cancel)
    {
        var ready = Ready();
        if (!ready.IsCompleted)
        {
            await using var givingUp = cancel.UnsafeRegister(static queue => ((SendQueue)queue!).Wake(), this);
            await ready;
        }
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Takes all that waits, until the next wait; empty when nothing does.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> TakeAll()
    {
        lock (gate)
        {
            bytes = 0;
            room?.TrySetResult();
            room = null;
            return frames.TakeAll();
        }
    }

    /// <summary>Takes nothing more; what waits still goes out.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            room?.TrySetResult();
            frames.Wake();
        }
    }

    void Wake()
    {
        lock (gate) frames.Wake();
    }

    // Under gate.
    void Push(ReadOnlyMemory<byte> frame)
    {
        if (closed) return;
        frames.Add(frame);
        bytes += frame.Length;
    }
}
