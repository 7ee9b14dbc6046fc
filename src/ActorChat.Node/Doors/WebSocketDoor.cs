using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Doors;

/// <summary>The WebSocket door: one session per connection.</summary>
public sealed partial class WebSocketDoor(ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers, SessionRegistry registry, ILogger<WebSocketDoor> log)
{
    // A round trip to a client far off; who has not closed by then is cut off.
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Takes a connection and serves it to its end.</summary>
    public async Task Serve(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Refuse(http, StatusCodes.Status426UpgradeRequired, $"this is a WebSocket: connect with the subprotocol {ProtocolLimits.Subprotocol}.");
            return;
        }
        if (!http.WebSockets.WebSocketRequestedProtocols.Contains(ProtocolLimits.Subprotocol))
        {
            await Refuse(http, StatusCodes.Status400BadRequest, $"this node speaks the subprotocol {ProtocolLimits.Subprotocol}: name it.");
            return;
        }
        if (TryBegin($"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}") is not { } session)
        {
            await Refuse(http, StatusCodes.Status503ServiceUnavailable, "this node is full or stopping: connect to another.");
            return;
        }
        var socket = await Accept(session, () => http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = ProtocolLimits.Subprotocol, KeepAliveInterval = chat.Limits.KeepAlive, KeepAliveTimeout = chat.Limits.KeepAliveTimeout,
        }));
        await Serve(session, socket);
    }

    /// <summary>A new session for a client at this address; null when the node is full or stopping. It must be accepted.</summary>
    internal Session? TryBegin(string address)
    {
        var session = new Session(chat, handlers, address);
        return registry.TryAdd(session) ? session : null;
    }

    /// <summary>How a node speaks WebSocket.</summary>
    internal WebSocketCreationOptions Options() => new()
    {
        IsServer = true, SubProtocol = ProtocolLimits.Subprotocol, KeepAliveInterval = chat.Limits.KeepAlive, KeepAliveTimeout = chat.Limits.KeepAliveTimeout,
    };

    /// <summary>The socket of a session that has begun; when there will be none, the session is over. It must be served.</summary>
    internal async Task<WebSocket> Accept(Session session, Func<Task<WebSocket>> accept)
    {
        try
        {
            return await accept();
        }
        catch
        {
            registry.Remove(session);
            throw;
        }
    }

    /// <summary>Serves a session to its end.</summary>
    internal async Task Serve(Session session, WebSocket socket)
    {
        try
        {
            var writing = new FrameSender(socket, session, chat).Run();
            var reading = new FrameReceiver(socket, session).Run();
            await Task.WhenAny(writing, reading);
            session.End();
            await Quietly(writing);
            await Quietly(TakeLeave(socket, reading));
            if (socket.State is not (WebSocketState.Closed or WebSocketState.Aborted)) socket.Abort();
        }
        catch (Exception e)
        {
            LogBug(e);
        }
        finally
        {
            socket.Dispose();
            registry.Remove(session);
        }
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

    async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or TimeoutException)
        {
            LogEnded(e.Message);
        }
    }

    static Task Refuse(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(sentence);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection ended: {Reason}")]
    partial void LogEnded(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A bug: a connection had to be ended")]
    partial void LogBug(Exception exception);
}
