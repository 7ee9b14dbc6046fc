using System.Buffers;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace ActorChat.Remoting.Transports;

/// <summary>
/// Sends PDUs over a WebSocket in their order. What waits is bounded, and nobody ever waits for room: Akka.Remote would keep what it can't
/// write without a bound. Lines never come to the bound, as the window is smaller.
/// </summary>
sealed class PduSender(WebSocket socket)
{
    // All lines that the window lets be under way, and all that Akka.Remote says besides.
    const int MaxWaitingBytes = 2 * RemoteContract.Window;

    // All under gate.
    readonly Lock gate = new();
    readonly Queue<Waiting> waiting = new();
    readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long bytes;
    bool isSending, isComplete;

    /// <summary>Ends when <see cref="Complete"/> has been called and all that waited has gone out, or can't.</summary>
    public Task Drained => drained.Task;

    readonly record struct Waiting(ReadOnlyMemory<byte> Pdu, byte[]? Rented);

    /// <summary>Sends a PDU. False when more waits than may: the connection must be given up.</summary>
    /// <param name="pdu">Nobody writes to it any more.</param>
    /// <param name="rented">What it lies in, when that is to go back to the pool.</param>
    public bool TryAdd(ReadOnlyMemory<byte> pdu, byte[]? rented = null)
    {
        lock (gate)
        {
            if (isComplete) return true;
            if (bytes + pdu.Length > MaxWaitingBytes) return false;
            bytes += pdu.Length;
            waiting.Enqueue(new(pdu, rented));
            if (isSending) return true;
            isSending = true;
        }
        _ = SendAll();
        return true;
    }

    /// <summary>Takes nothing more.</summary>
    public void Complete()
    {
        lock (gate)
        {
            isComplete = true;
            if (!isSending) drained.TrySetResult();
        }
    }

    async Task SendAll()
    {
        try
        {
            while (Next() is { } next)
            {
                await socket.SendAsync(next.Pdu, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
                if (next.Rented is { } rented) ArrayPool<byte>.Shared.Return(rented);
            }
        }
        catch (Exception e) when (Broken.Is(e))
        {
            // Whoever reads the connection learns of it too, and ends it.
            lock (gate) (isComplete, isSending) = (true, false);
            drained.TrySetResult();
        }
    }

    Waiting? Next()
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out var next))
            {
                bytes -= next.Pdu.Length;
                return next;
            }
            isSending = false;
            if (isComplete) drained.TrySetResult();
            return null;
        }
    }
}

/// <summary>How connections end without a word.</summary>
static class Broken
{
    /// <summary>Whether it is one of these.</summary>
    public static bool Is(Exception e) =>
        e is WebSocketException or SocketException or OperationCanceledException or IOException or ObjectDisposedException;
}
