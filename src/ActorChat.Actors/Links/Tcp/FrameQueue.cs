using System.Buffers.Binary;

namespace ActorChat.Actors.Links.Tcp;

/// <summary>Frames that wait for one peer, bounded in bytes. When it overflows it is full for good, and the link is reset.</summary>
sealed class FrameQueue(int maxBytes)
{
    readonly Lock gate = new();
    readonly Queue<ReadOnlyMemory<byte>> frames = [];
    readonly SemaphoreSlim ready = new(0);
    readonly TaskCompletionSource givenUp = Completion.Source();
    long bytes;
    bool closed;

    /// <summary>Queues a frame; false when the queue is closed or full.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> frame)
    {
        lock (gate)
        {
            if (closed) return false;
            if (bytes + frame.Length > maxBytes)
            {
                closed = true;
                givenUp.TrySetResult();
                return false;
            }
            frames.Enqueue(frame);
            bytes += frame.Length;
            if (frames.Count == 1) ready.Release();
            return true;
        }
    }

    /// <summary>Ends when the queue overflows, or the peer is silent: it does not take what is written, so the writer would not notice.</summary>
    public Task GivenUp => givenUp.Task;

    /// <summary>The peer is silent.</summary>
    public void GiveUp() => givenUp.TrySetResult();

    /// <summary>Takes nothing more.</summary>
    public void Close()
    {
        lock (gate) closed = true;
    }

    /// <summary>Writes frames, each with its length before it, as they come; one flush for all that has gathered. Ends when it is cancelled.</summary>
    public async Task WriteTo(Stream stream, CancellationToken cancel)
    {
        var prefix = new byte[4];
        while (true)
        {
            await ready.WaitAsync(cancel);
            foreach (var frame in TakeAll())
            {
                BinaryPrimitives.WriteInt32LittleEndian(prefix, frame.Length);
                await stream.WriteAsync(prefix, cancel);
                await stream.WriteAsync(frame, cancel);
            }
            await stream.FlushAsync(cancel);
        }
    }

    ReadOnlyMemory<byte>[] TakeAll()
    {
        lock (gate)
        {
            ReadOnlyMemory<byte>[] all = [.. frames];
            frames.Clear();
            bytes = 0;
            return all;
        }
    }
}
