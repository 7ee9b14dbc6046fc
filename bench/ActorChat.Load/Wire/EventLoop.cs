using System.Collections.Concurrent;
using System.Diagnostics;

namespace ActorChat.Load.Wire;

/// <summary>Something that wants to be called at a time.</summary>
interface ITicker
{
    /// <summary>Does what is due; when to be called next, as a timestamp.</summary>
    long Tick(long now);
}

/// <summary>
/// The one thread that serves all connections: waits with epoll, reads into one buffer that all share, and hands each
/// connection what came for it. Nothing is allocated on the way of a message.
/// </summary>
sealed unsafe class EventLoop : IDisposable
{
    const int BufferBytes = 512 << 10, MaxEntries = 512;

    readonly int epoll = Native.NewEpoll(), waker = Native.NewEventFile();
    readonly ConcurrentQueue<Action> actions = new();
    readonly List<Connection?> connections = [];
    readonly Thread thread;
    volatile bool stopping;
    volatile ITicker? ticker;

    public EventLoop()
    {
        Native.Watch(epoll, waker, -1, Native.In, isNew: true);
        thread = new(Run) { Name = "generator", IsBackground = true };
        thread.Start();
    }

    /// <summary>When the bytes that are being handled came out of the kernel, as a timestamp.</summary>
    public long Now { get; private set; }

    /// <summary>Called at the times it asks for; null for nobody.</summary>
    public ITicker? Ticker
    {
        get => ticker;
        set
        {
            ticker = value;
            Native.Wake(waker);
        }
    }

    /// <summary>Runs this on the loop's thread soon.</summary>
    public void Do(Action action)
    {
        actions.Enqueue(action);
        Native.Wake(waker);
    }

    /// <summary>Begins to serve a connection. On the loop's thread.</summary>
    public void Add(Connection connection)
    {
        connection.Place = connections.Count;
        connections.Add(connection);
        Native.Watch(epoll, connection.File, connection.Place, Native.In, isNew: true);
    }

    /// <summary>Reads nothing more of the connection: its client is stalled. On the loop's thread.</summary>
    public void Stall(Connection connection) => Native.Watch(epoll, connection.File, connection.Place, 0, isNew: false);

    /// <summary>Asks to be told when the connection can be written to. On the loop's thread.</summary>
    public void WatchWriting(Connection connection, bool on) =>
        Native.Watch(epoll, connection.File, connection.Place, on ? Native.In | Native.Out : Native.In, isNew: false);

    void Run()
    {
        var buffer = GC.AllocateArray<byte>(BufferBytes, pinned: true);
        var entries = stackalloc byte[MaxEntries * Native.EventBytes];
        fixed (byte* space = buffer)
        {
            while (!stopping)
            {
                var count = Native.Wait(epoll, entries, MaxEntries, TimeToTick());
                for (var i = 0; i < count; i++)
                {
                    var entry = entries + (i * Native.EventBytes);
                    Serve(*(uint*)entry, (int)*(long*)(entry + Native.EventBytes - 8), buffer, space);
                }
            }
        }
    }

    long TimeToTick()
    {
        if (ticker is not { } one) return -1;
        var now = Now = Stopwatch.GetTimestamp();
        return Math.Max(0, (one.Tick(now) - now) * (1_000_000_000 / Stopwatch.Frequency));
    }

    void Serve(uint events, int place, byte[] buffer, byte* space)
    {
        if (place < 0)
        {
            Native.Drain(waker);
            while (actions.TryDequeue(out var action)) action();
            return;
        }
        if (connections[place] is not { } connection) return;
        if ((events & Native.Out) != 0) connection.Flush();
        if ((events & ~Native.Out) == 0) return;
        var kept = connection.TakeRest(buffer);
        var received = Native.Receive(connection.File, space + kept, BufferBytes - kept);
        Now = Stopwatch.GetTimestamp();
        if (received > 0) connection.OnBytes(buffer, kept + received);
        else if (received == 0) End(place, connection);
        else connection.KeepRest(buffer, 0, kept);
    }

    void End(int place, Connection connection)
    {
        connections[place] = null;
        connection.OnEnd();
    }

    public void Dispose()
    {
        stopping = true;
        Native.Wake(waker);
        thread.Join();
        foreach (var connection in connections) connection?.Dispose();
        Native.Close(epoll);
        Native.Close(waker);
    }
}
