using System.Buffers;
using ActorChat.Node.Sessions;
using ActorChat.Remoting;
using ActorChat.Remoting.Links;

namespace ActorChat.Node.Doors.Remote;

/// <summary>Sends what waits for a client: all that has gathered goes out in as few messages as it fits in, as the window allows.</summary>
sealed class LineSender(RemoteLink link, Session session, ChatServices chat)
{
    static readonly byte[] LineFeed = "\n"u8.ToArray();

    // The piece that is being filled, and bytes of what waits that are in none yet.
    byte[] piece = [];
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
            await SendAll(frames, over);
            session.OnDrained();
        }
        link.Finish();
    }

    async ValueTask SendAll(IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken over)
    {
        left = frames.Sum(frame => (long)frame.Length + 1);
        piece = ArrayPool<byte>.Shared.Rent((int)Math.Min(left, RemoteContract.MaxPieceBytes));
        foreach (var frame in frames)
        {
            await Add(frame, over);
            await Add(LineFeed, over);
        }
        // Not when sending was given up: the link may still read it.
        ArrayPool<byte>.Shared.Return(piece);
        piece = [];
    }

    async ValueTask Add(ReadOnlyMemory<byte> bytes, CancellationToken over)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, RemoteContract.MaxPieceBytes - filled);
            bytes.Span[..count].CopyTo(piece.AsSpan(filled));
            bytes = bytes[count..];
            filled += count;
            left -= count;
            if (left > 0 && filled < RemoteContract.MaxPieceBytes) continue;
            await Send(piece.AsMemory(0, filled), over);
            filled = 0;
        }
    }

    // Nearly always the window has room: only a client that does not take what it is sent needs a timer.
    Task Send(ReadOnlyMemory<byte> bytes, CancellationToken over)
    {
        var sending = link.Send(bytes, over);
        return sending.IsCompletedSuccessfully ? sending : sending.WaitAsync(chat.Limits.SendTimeout, chat.Time, over);
    }
}
