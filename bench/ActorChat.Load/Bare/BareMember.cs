using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace ActorChat.Load.Bare;

/// <summary>One client of the bare server: what waits for it goes out in as few messages as it fits in.</summary>
sealed class BareMember(WebSocket socket) : IThreadPoolWorkItem
{
    // As a node's.
    const int MaxMessageBytes = 64 << 10;

    readonly Lock gate = new();
    List<ReadOnlyMemory<byte>> waiting = [], sending = [];
    bool busy;

    public byte[] Name { get; set; } = [];

    public BareRoom? Room { get; set; }

    public void Send(string lines) => Add(Encoding.UTF8.GetBytes(lines));

    /// <summary>Queues lines, each with its line feed.</summary>
    public void Add(ReadOnlyMemory<byte> lines)
    {
        lock (gate)
        {
            waiting.Add(lines);
            if (busy) return;
            busy = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Sends until nothing waits.</summary>
    public async void Execute()
    {
        try
        {
            while (Take())
            {
                for (var i = 0; i < sending.Count;) i = await SendSome(i);
                sending.Clear();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client has hung up: it stays busy, and nothing more is sent.
        }
    }

    bool Take()
    {
        lock (gate)
        {
            if (waiting.Count == 0) return busy = false;
            (waiting, sending) = (sending, waiting);
            return true;
        }
    }

    async ValueTask<int> SendSome(int first)
    {
        int last = first + 1, length = sending[first].Length;
        while (last < sending.Count && length + sending[last].Length <= MaxMessageBytes) length += sending[last++].Length;
        var message = ArrayPool<byte>.Shared.Rent(length);
        var at = 0;
        for (var i = first; i < last; i++)
        {
            sending[i].CopyTo(message.AsMemory(at));
            at += sending[i].Length;
        }
        await socket.SendAsync(message.AsMemory(0, at), WebSocketMessageType.Text, endOfMessage: true, default);
        ArrayPool<byte>.Shared.Return(message);
        return last;
    }
}
