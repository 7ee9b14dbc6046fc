using System.Buffers;
using System.Net.WebSockets;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Doors;

/// <summary>Sends what waits for a client: all that has gathered goes out in as few messages as it fits in.</summary>
sealed class FrameSender(WebSocket socket, Session session, ChatServices chat)
{
    const int MaxMessageBytes = 64 << 10;

    /// <summary>Ends when the queue is closed and empty: then the client is told that it is over.</summary>
    public async Task Run()
    {
        while (true)
        {
            await session.Queue.Ready();
            if (session.Queue.TakeAll() is not { Count: > 0 } frames) break;
            for (var i = 0; i < frames.Count;) i = await SendSome(frames, i);
            session.OnDrained();
        }
        using var timeout = Timeout();
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
    }

    async Task<int> SendSome(IReadOnlyList<ReadOnlyMemory<byte>> frames, int first)
    {
        int last = first + 1, length = frames[first].Length + 1;
        while (last < frames.Count && length + frames[last].Length + 1 <= MaxMessageBytes) length += frames[last++].Length + 1;
        var message = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var at = 0;
            for (var i = first; i < last; i++)
            {
                frames[i].CopyTo(message.AsMemory(at));
                at += frames[i].Length;
                message[at++] = (byte)'\n';
            }
            await Send(message.AsMemory(0, at));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
        return last;
    }

    // Nearly always done at once: only a client that does not take what it is sent needs a timer.
    async ValueTask Send(ReadOnlyMemory<byte> message)
    {
        var sending = socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        if (sending.IsCompletedSuccessfully) return;
        using var timeout = Timeout();
        await using var hangUp = timeout.Token.UnsafeRegister(static socket => ((WebSocket)socket!).Abort(), socket);
        await sending;
    }

    CancellationTokenSource Timeout() => new(chat.Limits.SendTimeout, chat.Time);
}
