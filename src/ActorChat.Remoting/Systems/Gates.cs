using System.Net.WebSockets;
using ActorChat.Remoting.Links;

namespace ActorChat.Remoting.Systems;

/// <summary>
/// The gates of a node, one after the other. Akka.Remote keeps a little of every address that has ever been connected, and each connection
/// has another: so after some thousands a new gate takes over, and the old one ends with the last of its connections.
/// </summary>
public sealed class Gates : IAsyncDisposable
{
    // Some hundred bytes are kept of each: a few megabytes at most. A new gate takes a tenth of a second.
    const int MaxConnectionsEach = 20_000;

    readonly TimeProvider time;
    readonly Action<string> log;
    readonly int maxEach;

    // All under gate, with what each generation counts.
    readonly Lock gate = new();
    readonly HashSet<Generation> living = [];
    Generation current;

    /// <summary>Starts the first.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where warnings go, a few a minute.</param>
    public Gates(TimeProvider time, Action<string> log) : this(time, log, MaxConnectionsEach)
    {
    }

    /// <summary>The same, with another number of connections that one serves.</summary>
    internal Gates(TimeProvider time, Action<string> log, int maxEach)
    {
        (this.time, this.log, this.maxEach) = (time, log, maxEach);
        current = New();
    }

    sealed class Generation(GateSystem system)
    {
        public GateSystem System => system;

        public int Served { get; set; }

        public int Open { get; set; }
    }

    /// <summary>How many there are now.</summary>
    internal int Living
    {
        get
        {
            lock (gate) return living.Count;
        }
    }

    /// <summary>
    /// Serves a connection to its end, at the newest gate. The link opens when the client has said hello, and has ended when this ends.
    /// </summary>
    public async Task Serve(WebSocket socket, RemoteLink link)
    {
        var mine = Enter();
        try
        {
            await mine.System.Serve(socket, link);
        }
        finally
        {
            if (IsLastOf(mine)) await mine.System.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<Generation> all;
        lock (gate) all = [.. living];
        foreach (var one in all) await one.System.DisposeAsync();
    }

    Generation Enter()
    {
        lock (gate)
        {
            if (current.Served >= maxEach) current = New();
            current.Served++;
            current.Open++;
            return current;
        }
    }

    bool IsLastOf(Generation mine)
    {
        lock (gate) return --mine.Open == 0 && mine.Served >= maxEach && living.Remove(mine);
    }

    Generation New()
    {
        var generation = new Generation(GateSystem.Start(time, log));
        lock (gate) living.Add(generation);
        return generation;
    }
}
