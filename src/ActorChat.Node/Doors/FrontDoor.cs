using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Doors;

/// <summary>
/// Where clients come in: an address at which the node itself takes connections, and gives the server those that are no WebSockets.
/// </summary>
sealed class FrontEndPoint(IPAddress address, int port) : IPEndPoint(address, port)
{
    /// <summary>Whether the node serves WebSockets that come here itself; the server does so elsewhere.</summary>
    public required bool IsForWebSockets { get; init; }
}

/// <summary>Lets the server listen at a <see cref="FrontEndPoint"/>.</summary>
sealed class FrontDoor(
    UpgradeDoor upgrades, Descriptors descriptors, IMemoryPoolFactory<byte> pools, TimeProvider time, ILoggerFactory logs)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    const int Backlog = 512;

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is FrontEndPoint;

    /// <inheritdoc/>
    /// <exception cref="AddressInUseException">Somebody else listens there.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = Bind(endpoint);
        socket.Listen(Backlog);
        var taking = endpoint is FrontEndPoint { IsForWebSockets: true } ? upgrades : null;
        return new(new FrontListener(socket, taking, descriptors, pools.Create(), time, logs.CreateLogger<FrontListener>()));
    }

    static Socket Bind(EndPoint endpoint)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(e.Message, e);
        }
    }
}

/// <summary>One address that is listened at.</summary>
sealed partial class FrontListener : IConnectionListener
{
    // A system without descriptors lets no connection be taken, and trying again at once would only burn the core.
    static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(50);

    readonly Socket listening;
    readonly UpgradeDoor? upgrades;
    readonly Descriptors descriptors;
    readonly TimeProvider time;
    readonly ILogger log;
    readonly SocketConnectionContextFactory contexts;
    readonly ServerPool pool;

    // The server takes each within microseconds: so many wait only when it takes none. What comes then is closed.
    const int MaxWaiting = 4096;

    readonly Channel<Socket> others = Channel.CreateBounded<Socket>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>Begins to take connections.</summary>
    public FrontListener(
        Socket listening, UpgradeDoor? upgrades, Descriptors descriptors, MemoryPool<byte> pool, TimeProvider time, ILogger log)
    {
        (this.listening, this.upgrades, this.descriptors, this.time, this.log) = (listening, upgrades, descriptors, time, log);
        this.pool = new(pool);
        contexts = new(new(), log);
        EndPoint = listening.LocalEndPoint!;
        _ = TakeAll();
    }

    /// <inheritdoc/>
    public EndPoint EndPoint { get; }

    /// <summary>The next connection for the server; null when there will be no more.</summary>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await others.Reader.WaitToReadAsync(cancellationToken))
        {
            if (others.Reader.TryRead(out var socket) && ForServer(socket) is { } connection) return connection;
        }
        return null;
    }

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        listening.Dispose();
        others.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await UnbindAsync();
        while (others.Reader.TryRead(out var connection)) connection.Dispose();
        contexts.Dispose();
        pool.MemoryPool.Dispose();
    }

    // Null when it has broken meanwhile: to throw here would end the server's taking for good.
    ConnectionContext? ForServer(Socket socket)
    {
        try
        {
            var connection = contexts.Create(socket);
            // The server asks its pool for "any size", which the pool that comes with the connection takes for none at all.
            connection.Features.Set<IMemoryPoolFeature>(pool);
            return connection;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            LogBroke(e.Message);
            socket.Dispose();
            return null;
        }
    }

    async Task TakeAll()
    {
        for (var fails = false; ;)
        {
            try
            {
                _ = Take(await listening.AcceptAsync());
                fails = false;
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException e)
            {
                if (!fails) LogNotTaken(e.Message);
                fails = true;
                await Task.Delay(AfterFailure, time);
            }
        }
    }

    async Task Take(Socket connection)
    {
        try
        {
            connection.NoDelay = true;
            // Before the next is taken: a crowd comes faster than a server closes.
            if (!descriptors.TurnsAway(connection))
            {
                if (upgrades is not null && await upgrades.TryTake(connection)) return;
                if (others.Writer.TryWrite(connection)) return;
            }
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            LogBroke(e.Message);
        }
        catch (Exception e)
        {
            LogBug(e);
        }
        connection.Dispose();
    }

    sealed record ServerPool(MemoryPool<byte> MemoryPool) : IMemoryPoolFeature;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connections can't be taken: {Reason}")]
    partial void LogNotTaken(string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection broke before it was served: {Reason}")]
    partial void LogBroke(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A bug: a connection could not be taken")]
    partial void LogBug(Exception exception);
}
