using ActorChat.Actors;

namespace ActorChat.Node.Sessions;

/// <summary>
/// What waits for one client. Feed events are bounded in bytes: when there is no room, the queue takes none until it has been
/// emptied, and their subscriptions pause; so nothing that is queued is lost, and memory has a ceiling. Replies are not
/// refused: so many requests are under way at most, and no more are read while the queue is over its bound.
/// </summary>
public sealed class SendQueue(int maxBytes)
{
    readonly Lock gate = new();
    readonly Signal ready = new();
    List<ReadOnlyMemory<byte>> frames = [];
    TaskCompletionSource? room;
    long bytes;
    bool lagging, closed;

    /// <summary>Queues a frame whatever waits.</summary>
    public void Add(ReadOnlyMemory<byte> frame)
    {
        lock (gate) Push(frame);
    }

    /// <summary>Queues a feed event, or says that there is no room.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> frame)
    {
        lock (gate)
        {
            if (lagging || closed) return false;
            if (bytes + frame.Length > maxBytes)
            {
                lagging = true;
                return false;
            }
            Push(frame);
            return true;
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

    /// <summary>Waits for frames and takes all of them; empty when the queue is closed.</summary>
    /// <exception cref="OperationCanceledException">The waiting was given up.</exception>
    public async ValueTask<List<ReadOnlyMemory<byte>>> TakeAll(CancellationToken cancel)
    {
        while (true)
        {
            lock (gate)
            {
                if (frames.Count > 0 || closed)
                {
                    var taken = frames;
                    frames = [];
                    bytes = 0;
                    room?.TrySetResult();
                    room = null;
                    return taken;
                }
            }
            await ready.Wait(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes nothing more; what waits still goes out.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            room?.TrySetResult();
            ready.Set();
        }
    }

    // Under gate.
    void Push(ReadOnlyMemory<byte> frame)
    {
        if (closed) return;
        frames.Add(frame);
        bytes += frame.Length;
        ready.Set();
    }
}
