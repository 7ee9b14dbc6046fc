using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>A way to a node that breaks all its connections when a test says so, in the middle of what is on its way.</summary>
sealed class CuttingProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<Socket, bool> open = new();

    public CuttingProxy()
    {
        listener.Start();
        _ = AcceptAll();
    }

    /// <summary>Where the node is; known before anybody connects.</summary>
    public IPEndPoint? Target { get; set; }

    public string Address => listener.LocalEndpoint.ToString()!;

    /// <summary>Connections so far.</summary>
    public int Connections { get; private set; }

    /// <summary>Breaks what is connected; whoever connects anew is let through.</summary>
    public void Cut()
    {
        foreach (var socket in open.Keys)
        {
            try
            {
                // A reset: what waits in either direction is lost.
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself meanwhile.
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        Cut();
        return ValueTask.CompletedTask;
    }

    async Task AcceptAll()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                Connections++;
                _ = Serve(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // As asked.
        }
    }

    async Task Serve(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        (open[client], open[server]) = (true, true);
        try
        {
            await server.ConnectAsync(Target!);
            await Task.WhenAny(Pass(client, server), Pass(server, client));
        }
        catch (SocketException)
        {
            // The node is not there.
        }
        foreach (var socket in (Socket[])[client, server])
        {
            open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    static async Task Pass(Socket from, Socket to)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory()) is > 0 and var count)
            {
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
