using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace ActorChat.Node.Former.Links.Tcp;

/// <summary>Frames that wait for one peer, bounded in bytes. When it overflows it is full for good, and the link is reset.</summary>
sealed class FrameQueue(int maxBytes)
{
    // Beyond it what has gathered is written before more is copied.
    const int MaxUnflushedBytes = 256 << 10;

    // Lists that have grown beyond this are not kept.
    const int KeptCapacity = 1024;

    // All under gate.
    readonly Lock gate = new();
    readonly Gathering<ReadOnlyMemory<byte>> frames = new(KeptCapacity);
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
            frames.Add(frame);
            bytes += frame.Length;
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
        lock (gate)
        {
            closed = true;
            frames.Wake();
        }
    }

    /// <summary>
    /// Writes frames, each with its length before it, as they come; one flush for all that has gathered. Ends when the queue is closed and
    /// empty, or it is cancelled, which closes the queue.
    /// </summary>
    public async Task WriteTo(PipeWriter output, CancellationToken cancel)
    {
        await using var closing = cancel.UnsafeRegister(static queue => ((FrameQueue)queue!).Close(), this);
        while (true)
        {
            await Ready();
            cancel.ThrowIfCancellationRequested();
            if (TakeAll() is not { Count: > 0 } frames) return;
            foreach (var frame in frames)
            {
                BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), frame.Length);
                output.Advance(sizeof(int));
                output.Write(frame.Span);
                if (output.UnflushedBytes > MaxUnflushedBytes) await output.FlushAsync(cancel);
            }
            await output.FlushAsync(cancel);
        }
    }

    ValueTask Ready()
    {
        lock (gate) return frames.Ready(closed);
    }

    IReadOnlyList<ReadOnlyMemory<byte>> TakeAll()
    {
        lock (gate)
        {
            bytes = 0;
            return frames.TakeAll();
        }
    }
}
