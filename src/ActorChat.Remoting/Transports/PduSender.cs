using System.Net.Sockets;
using System.Net.WebSockets;
using Google.Protobuf;

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
    readonly Queue<ByteString> waiting = new();
    readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long bytes;
    bool isSending, isComplete;

    /// <summary>Ends when <see cref="Complete"/> has been called and all that waited has gone out, or can't.</summary>
    public Task Drained => drained.Task;

    /// <summary>Sends a PDU. False when more waits than may: the connection must be given up.</summary>
    public bool TryAdd(ByteString pdu)
    {
        lock (gate)
        {
            if (isComplete) return true;
            if (bytes + pdu.Length > MaxWaitingBytes) return false;
            bytes += pdu.Length;
            waiting.Enqueue(pdu);
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
            while (Next() is { } pdu)
            {
                await socket.SendAsync(pdu.Memory, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            }
        }
        catch (Exception e) when (Broken.Is(e))
        {
            // Whoever reads the connection learns of it too, and ends it.
            lock (gate) (isComplete, isSending) = (true, false);
            drained.TrySetResult();
        }
    }

    ByteString? Next()
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out var pdu))
            {
                bytes -= pdu.Length;
                return pdu;
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
