using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Node.Sessions;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Doors;

/// <summary>The door for bots and browsers: JSON lines in text messages.</summary>
public sealed class WebSocketDoor(
    ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers, SessionRegistry registry, ILogger<WebSocketDoor> log)
    : SocketDoor(chat, handlers, registry, log)
{
    readonly ChatServices chat = chat;

    /// <inheritdoc/>
    public override string Path => ProtocolLimits.WebSocketPath;

    /// <inheritdoc/>
    public override string Subprotocol => ProtocolLimits.Subprotocol;

    /// <inheritdoc/>
    protected override async Task Talk(Session session, WebSocket socket)
    {
        var writing = new FrameSender(socket, session, chat).Run();
        var reading = new FrameReceiver(socket, session).Run();
        await Task.WhenAny(writing, reading);
        session.End();
        await Quietly(writing);
        await Quietly(TakeLeave(socket, reading));
    }

    // The last frames and the close are on their way: to hang up now could lose them. So the client has a moment to close its side.
    async Task TakeLeave(WebSocket socket, Task reading)
    {
        using var moment = new CancellationTokenSource(CloseTimeout, chat.Time);
        await using var hangUp = moment.Token.Register(socket.Abort);
        await Quietly(reading);
        var rest = new byte[1024];
        while (socket.State == WebSocketState.CloseSent) await socket.ReceiveAsync(rest.AsMemory(), CancellationToken.None);
    }
}
