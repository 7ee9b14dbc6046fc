using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Remoting.Systems;

namespace ActorChat.Tui.Connection;

/// <summary>Connections by Akka.Remote, over <see cref="ClientWebSocket"/>: an actor system for each, which listens on nothing.</summary>
sealed class RemoteDialer(TimeProvider time) : IDialer
{
    // Together less than ten seconds. The node's transport answers whatever its sessions do.
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public async Task<ISocket> Dial(string address, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        ClientSystem? system = null;
        try
        {
            socket.Options.AddSubProtocol(ProtocolLimits.RemoteSubprotocol);
            socket.Options.KeepAliveInterval = Silence;
            socket.Options.KeepAliveTimeout = Silence;
            await socket.ConnectAsync(UriOf(address), cancel);
            system = ClientSystem.Start(socket, time);
            await Task.WhenAny(system.Link.Opened, system.Link.Ended).WaitAsync(cancel);
            if (!system.Link.Opened.IsCompleted) throw new SocketFailedException(await system.Link.Ended);
            return new RemoteSocket(system, socket);
        }
        catch (Exception failure)
        {
            if (system is not null) await system.DisposeAsync();
            socket.Dispose();
            if (failure is not (WebSocketException or UriFormatException or InvalidOperationException)) throw;
            throw new SocketFailedException(failure.InnerException?.Message ?? failure.Message, failure);
        }
    }

    /// <summary><c>host:port</c> means <c>ws://host:port/v1/akka</c>; an address with a scheme keeps it.</summary>
    public static Uri UriOf(string address)
    {
        var whole = address.Contains("://", StringComparison.Ordinal) ? address : $"ws://{address}";
        return new UriBuilder(whole) { Path = ProtocolLimits.RemotePath }.Uri;
    }
}
