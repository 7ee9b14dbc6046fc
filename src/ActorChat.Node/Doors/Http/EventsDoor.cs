using ActorChat.Messages;
using ActorChat.Node.Handlers;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// <c>GET /v1/events</c>: all that a WebSocket client would be sent, as server-sent events. It is a session like any other: it counts among
/// the node's connections, is listed among the user's clients, and has the same bounded queue. <c>Last-Event-ID</c> goes on where a stream
/// broke off, on whichever node.
/// </summary>
sealed class EventsDoor(ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers, SessionRegistry registry)
{
    static readonly Error BadId = new(ErrorCodes.BadField,
        "Last-Event-ID is none of ours: give it as it came, such as room/Global:421,user/alice:12, or leave it out to begin with "
            + "how things are.");

    static readonly Error Full = new(ErrorCodes.Unavailable, SocketDoor.Full, RetryAfterMs: 1000);

    /// <summary>Serves one stream to its end.</summary>
    public async Task Serve(HttpContext http)
    {
        var (login, fault) = await chat.LoginOf(http.Request);
        var cursors = Cursors.Read(http.Request.Headers["Last-Event-ID"]);
        var session = new Session(chat, handlers, HostPort.Format(http.Connection.RemoteIpAddress, http.Connection.RemotePort));
        if ((fault ?? (cursors is null ? BadId : registry.TryAdd(session) ? null : Full)) is { } error)
        {
            await Problem.Of(error).WriteTo(http.Response);
            return;
        }
        try
        {
            session.LogIn(login!.Name, login.Session, LoginParts.ClientName(http.Request.Headers.UserAgent), cursors!.All.ToDictionary(),
                cursors.Generation);
            session.Listen();
            await new EventSender(http, session, chat, cursors).Run();
        }
        finally
        {
            session.End();
            registry.Remove(session);
        }
    }
}
