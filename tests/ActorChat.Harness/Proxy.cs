using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ActorChat.Harness;

/// <summary>
/// A port that leads to another place. It can be cut, as a cable: connections stay, new ones are taken, and nothing passes either way, not
/// even their end, until it is mended; then what was held goes its way. So nobody is told anything, which is harder than a refusal.
/// </summary>
sealed class Proxy : IAsyncDisposable
{
    readonly EndPoint target;
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();
    readonly Lock gate = new();
    Func<int, bool> isCut = _ => false;
    long delayTicks;
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Listens on a port that the system chooses.</summary>
    public Proxy(EndPoint target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAll();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Nothing passes.</summary>
    public void Cut() => Change(_ => true);

    /// <summary>Nothing passes on connections that these processes have dialled; on all others everything does.</summary>
    public void CutFor(params IReadOnlyCollection<ChildProcess> diallers)
    {
        // Looked up once a connection, as it takes a while.
        var known = new ConcurrentDictionary<int, bool>();
        Change(port => known.GetOrAdd(port, _ => diallers.Any(dialler => dialler.Dialled(port))));
    }

    /// <summary>Everything passes.</summary>
    public void Mend() => Change(_ => false);

    /// <summary>Each piece takes so much longer, either way; zero as it was.</summary>
    public void Slow(TimeSpan by) => Volatile.Write(ref delayTicks, by.Ticks);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
    }

    void Change(Func<int, bool> now)
    {
        TaskCompletionSource old;
        lock (gate)
        {
            isCut = now;
            old = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        old.SetResult();
    }

    async Task AcceptAll()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptSocketAsync(closing.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // As asked.
        }
    }

    async Task Serve(Socket client)
    {
        var dialledFrom = ((IPEndPoint)client.RemoteEndPoint!).Port;
        using (client)
        using (var server = new Socket(
            target.AddressFamily, SocketType.Stream, target is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified))
        {
            try
            {
                await Opening(dialledFrom);
                await server.ConnectAsync(target, closing.Token);
                await Task.WhenAll(Pass(client, server, dialledFrom), Pass(server, client, dialledFrom));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One side is gone: so is the other, when this ends.
            }
        }
    }

    async Task Pass(Socket from, Socket to, int dialledFrom)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            int count;
            try
            {
                count = await from.ReceiveAsync(buffer, closing.Token);
            }
            catch (SocketException)
            {
                count = 0;
            }
            if (Volatile.Read(ref delayTicks) is > 0 and var delay) await Task.Delay(TimeSpan.FromTicks(delay), closing.Token);
            await Opening(dialledFrom);
            if (count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }
            for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), closing.Token);
        }
    }

    async Task Opening(int dialledFrom)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (!isCut(dialledFrom)) return;
                next = changed.Task;
            }
            await next.WaitAsync(closing.Token);
        }
    }
}
