using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Node.Sessions;
using ActorChat.Remoting.Links;
using ActorChat.Remoting.Systems;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Doors.Remote;

/// <summary>
/// The door for actor systems: Akka.Remote over WebSocket, to a gate that is apart from the cluster. The same lines, in the same order.
/// </summary>
public sealed partial class RemoteDoor : SocketDoor, IAsyncDisposable
{
    // Together less than ten seconds. Pings of the WebSocket, only on a connection on which nothing comes: nearly free.
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);

    readonly ChatServices chat;
    readonly ILogger<RemoteDoor> log;
    readonly GateSystem gate;

    /// <summary>Starts the gate.</summary>
    public RemoteDoor(
        ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers, SessionRegistry registry, ILogger<RemoteDoor> log)
        : base(chat, handlers, registry, log)
    {
        (this.chat, this.log) = (chat, log);
        gate = GateSystem.Start(chat.Time, LogGate);
    }

    /// <inheritdoc/>
    public override string Path => ProtocolLimits.RemotePath;

    /// <inheritdoc/>
    public override string Subprotocol => ProtocolLimits.RemoteSubprotocol;

    /// <inheritdoc/>
    protected override TimeSpan KeepAlive => Silence;

    /// <inheritdoc/>
    protected override TimeSpan KeepAliveTimeout => Silence;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => gate.DisposeAsync();

    /// <inheritdoc/>
    protected override async Task Talk(Session session, WebSocket socket)
    {
        var link = new RemoteLink();
        var serving = gate.Serve(socket, link);
        using var over = new CancellationTokenSource();
        var writing = new LineSender(link, session, chat).Run(over.Token);
        var reading = new LineReceiver(link, session).Run();
        await Task.WhenAny(serving, writing, reading);
        session.End();
        // What waits still goes out, unless nobody is there any more.
        await Task.WhenAny(serving, writing);
        var patience = serving.IsCompleted || writing.IsFaulted ? TimeSpan.Zero : CloseTimeout;
        await Task.WhenAny(link.Ended, Task.Delay(patience, chat.Time, over.Token));
        link.HangUp("the session is over");
        await Quietly(serving);
        await over.CancelAsync();
        await Quietly(writing);
        await Quietly(reading);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gate: {What}")]
    partial void LogGate(string what);
}
