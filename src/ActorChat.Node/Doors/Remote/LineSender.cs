using ActorChat.Node.Sessions;
using ActorChat.Remoting;
using ActorChat.Remoting.Links;

namespace ActorChat.Node.Doors.Remote;

/// <summary>Sends what waits for a client: all that has gathered goes out in as few messages as it fits in, as the window allows.</summary>
sealed class LineSender(RemoteLink link, Session session, ChatServices chat)
{
    static readonly byte[] LineFeed = "\n"u8.ToArray();

    // The message that is being filled, and bytes of what waits that are in none yet.
    byte[]? piece;
    int filled;
    long left;

    /// <summary>Ends when the queue is closed and empty: then the client is told that it is over.</summary>
    /// <exception cref="TimeoutException">The client takes nothing any more.</exception>
    public async Task Run(CancellationToken over)
    {
        if (await Task.WhenAny(link.Opened, link.Ended) == link.Ended) return;
        while (true)
        {
            await session.Queue.Ready();
            if (session.Queue.TakeAll() is not { Count: > 0 } frames) break;
            left = frames.Sum(frame => (long)frame.Length + 1);
            foreach (var frame in frames)
            {
                await Add(frame, over);
                await Add(LineFeed, over);
            }
            session.OnDrained();
        }
        link.Finish();
    }

    async ValueTask Add(ReadOnlyMemory<byte> bytes, CancellationToken over)
    {
        while (!bytes.IsEmpty)
        {
            piece ??= new byte[(int)Math.Min(left, RemoteContract.MaxPieceBytes)];
            var count = Math.Min(bytes.Length, piece.Length - filled);
            bytes.Span[..count].CopyTo(piece.AsSpan(filled));
            bytes = bytes[count..];
            filled += count;
            left -= count;
            if (filled < piece.Length) continue;
            await Send(piece, over);
            (piece, filled) = (null, 0);
        }
    }

    // Nearly always the window has room: only a client that does not take what it is sent needs a timer.
    Task Send(byte[] bytes, CancellationToken over)
    {
        var sending = link.Send(bytes, over);
        return sending.IsCompletedSuccessfully ? sending : sending.WaitAsync(chat.Limits.SendTimeout, chat.Time, over);
    }
}
