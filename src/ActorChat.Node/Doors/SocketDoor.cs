using System.Net.WebSockets;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Doors;

/// <summary>A door of WebSockets: one session per connection.</summary>
public abstract partial class SocketDoor(
    ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers, SessionRegistry registry, ILogger log)
{
    /// <summary>A round trip to a client far off; who has not closed by then is cut off.</summary>
    protected static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Where it is.</summary>
    public abstract string Path { get; }

    /// <summary>What is spoken there.</summary>
    public abstract string Subprotocol { get; }

    /// <summary>How often a silent connection is asked whether it still stands.</summary>
    protected virtual TimeSpan KeepAlive => chat.Limits.KeepAlive;

    /// <summary>A connection that does not answer that for so long is dead.</summary>
    protected virtual TimeSpan KeepAliveTimeout => chat.Limits.KeepAliveTimeout;

    /// <summary>Why there is no session.</summary>
    internal const string Full =
        "this node is full or stopping, or there are too many connections from your address: connect to another, or end some.";

    /// <summary>Takes a connection and serves it to its end.</summary>
    public async Task Serve(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Refuse(http, StatusCodes.Status426UpgradeRequired, $"this is a WebSocket: connect with the subprotocol {Subprotocol}.");
            return;
        }
        if (!http.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol))
        {
            await Refuse(http, StatusCodes.Status400BadRequest, $"this node speaks the subprotocol {Subprotocol}: name it.");
            return;
        }
        if (TryBegin(HostPort.Format(http.Connection.RemoteIpAddress, http.Connection.RemotePort)) is not { } session)
        {
            await Refuse(http, StatusCodes.Status503ServiceUnavailable, Full);
            return;
        }
        var socket = await Accept(session, () => http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = Subprotocol, KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAliveTimeout,
        }));
        await Serve(session, socket);
    }

    /// <summary>
    /// A new session for a client at this address; null when the node is full or stopping, or the address has too many. It must be
    /// accepted.
    /// </summary>
    internal Session? TryBegin(string address)
    {
        var session = new Session(chat, handlers, address);
        return registry.TryAdd(session) ? session : null;
    }

    /// <summary>How a node speaks WebSocket.</summary>
    internal WebSocketCreationOptions Options() => new()
    {
        IsServer = true, SubProtocol = Subprotocol, KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAliveTimeout,
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
            await Talk(session, socket);
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

    /// <summary>Carries lines between the session and its client; the session has ended when this ends.</summary>
    protected abstract Task Talk(Session session, WebSocket socket);

    /// <summary>Waits for a task that may end as connections do.</summary>
    protected async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (
            e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or TimeoutException)
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
