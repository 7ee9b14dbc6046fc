using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// A port that leads to another place. It can be cut, as a cable: connections stay, new ones are taken, and nothing passes either way, not even
/// their end, until it is mended; then what was held goes its way. So nobody is told anything, which is harder than a refusal.
/// </summary>
sealed class Proxy : IAsyncDisposable
{
    readonly EndPoint target;
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();
    readonly Lock gate = new();
    Func<string, bool> isCut = _ => false;
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

    /// <summary>Nothing passes on links between nodes that this one has dialled.</summary>
    public void CutFor(string node) => Change(dialler => dialler.StartsWith(node + ".", StringComparison.Ordinal));

    /// <summary>Everything passes.</summary>
    public void Mend() => Change(_ => false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
    }

    void Change(Func<string, bool> now)
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
        var passage = new Passage();
        using (client)
        using (var server = new Socket(target.AddressFamily, SocketType.Stream, target is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified))
        {
            try
            {
                await Opening(passage);
                await server.ConnectAsync(target, closing.Token);
                await Task.WhenAll(Pass(client, server, passage, isUp: true), Pass(server, client, passage, isUp: false));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One side is gone: so is the other, when this ends.
            }
        }
    }

    async Task Pass(Socket from, Socket to, Passage passage, bool isUp)
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
            if (isUp) passage.Learn(buffer.AsSpan(0, count));
            await Opening(passage);
            if (count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }
            for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), closing.Token);
        }
    }

    async Task Opening(Passage passage)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (!isCut(passage.Dialler)) return;
                next = changed.Task;
            }
            await next.WaitAsync(closing.Token);
        }
    }

    /// <summary>A connection, and which node dialled it, if it is a link: the name stands after a magic word of 16 bytes and 32 random ones.</summary>
    sealed class Passage
    {
        const int NameAt = 48;
        readonly List<byte> opening = [];

        public string Dialler { get; private set; } = "";

        public void Learn(ReadOnlySpan<byte> bytes)
        {
            if (Dialler.Length > 0 || opening.Count > NameAt + 512) return;
            opening.AddRange(bytes);
            var all = opening.ToArray().AsSpan();
            if (all.Length < NameAt + 2) return;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(all[NameAt..]);
            if (length > 0 && all.Length >= NameAt + 2 + length) Dialler = Encoding.UTF8.GetString(all.Slice(NameAt + 2, length));
        }
    }
}
