using ActorChat.Node.Sessions;
using ActorChat.Remoting;
using ActorChat.Remoting.Links;

namespace ActorChat.Node.Doors.Remote;

/// <summary>
/// Gives a session the lines that its client sends. What it has not dealt with is not acknowledged, and so not followed by more than a
/// window.
/// </summary>
sealed class LineReceiver(RemoteLink link, Session session)
{
    readonly LineJoiner lines = new(RemoteContract.MaxClientLineBytes);

    /// <summary>Ends when the client will send nothing more.</summary>
    public async Task Run()
    {
        while (await link.Receive(CancellationToken.None) is { } piece)
        {
            foreach (var line in lines.Add(piece))
            {
                if (line is null) await Refuse();
                else if (!line.Value.Span.Trim(" \r\t"u8).IsEmpty) await session.Receive(line.Value);
            }
        }
    }

    async Task Refuse()
    {
        session.Queue.Add(FrameReceiver.TooLarge);
        await session.Queue.Room;
    }
}
