using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorChat.Node;
using ActorChat.Messages;
using ActorChat.Node.Sessions;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Clients;

/// <summary>A client's connection to a node, as the WebSocket door would serve it: whole lines, in order, each way with delays.</summary>
public sealed class SimConnection
{
    static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(10);

    readonly SimClient client;
    readonly Timeline timeline;
    readonly SeededRandom random;
    readonly bool changesKeys;
    readonly Queue<byte[]> arrived = new();
    readonly Signal arrival = new();
    readonly CancellationTokenSource broken = new();
    TimeSpan lastUp, lastDown;
    Session? session;

    /// <summary>Connects; the node greets when it is there.</summary>
    /// <param name="client">At this end.</param>
    /// <param name="node">At the other.</param>
    /// <param name="timeline">Of the world.</param>
    /// <param name="random">Chance.</param>
    /// <param name="changesKeys">A deliberate bug: each message gets another key on its way.</param>
    public SimConnection(SimClient client, SimNode node, Timeline timeline, SeededRandom random, bool changesKeys)
    {
        (this.client, Node, this.timeline, this.random, this.changesKeys) = (client, node, timeline, random, changesKeys);
        node.Place.Post(() => _ = Serve());
    }

    /// <summary>The node at the other end.</summary>
    public SimNode Node { get; }

    /// <summary>Whether it has ended.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The clients of its user, as its node knows them.</summary>
    public IReadOnlyList<string> Sessions => session is { } now && now.Sessions().AsTask() is { IsCompleted: true } told
        ? [.. told.Result.Select(one => one.Client)]
        : [];

    /// <summary>Bytes that wait for the client in the node.</summary>
    public long Waiting => session?.Queue.Waiting ?? 0;

    /// <summary>Sends a line to the node.</summary>
    public void Send(byte[] line)
    {
        if (IsBroken) return;
        if (changesKeys) line = WithFreshKey(line);
        lastUp = After(lastUp);
        timeline.At(lastUp, () => Node.Place.Enter(() =>
        {
            arrived.Enqueue(line);
            arrival.Set();
        }));
    }

    /// <summary>Ends it: the node and the client each learn some time later.</summary>
    public void Break()
    {
        if (IsBroken) return;
        IsBroken = true;
        timeline.After(random.UpTo(TimeSpan.FromSeconds(1)), () => Node.Place.Enter(() =>
        {
            broken.Cancel();
            session?.End();
        }));
        timeline.After(random.UpTo(TimeSpan.FromSeconds(1)), () => client.Place.Enter(() => client.OnDisconnected(this)));
    }

    /// <summary>As the node's registry does when it leaves: tell, finish, close.</summary>
    public async Task Leave()
    {
        if (session is null) return;
        session.Queue.Add(Frames.Notice(new Leaving([])));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), Node.Chat.Time);
        await session.Quiet(patience.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        session.Queue.Close();
    }

    // As if no node had seen the key before.
    byte[] WithFreshKey(byte[] line)
    {
        var request = JsonNode.Parse(line)!.AsObject();
        if (!request.ContainsKey("key")) return line;
        request["key"] = string.Create(CultureInfo.InvariantCulture, $"{client.Name}:{timeline.Steps}");
        return JsonSerializer.SerializeToUtf8Bytes(request);
    }

    async Task Serve()
    {
        session = Node.Accept(client.Name);
        _ = Write(session);
        while (!broken.IsCancellationRequested)
        {
            if (arrived.TryDequeue(out var line)) await session.Receive(line);
            else await arrival.Wait(Timeout.InfiniteTimeSpan, Node.Chat.Time, broken.Token);
        }
    }

    async Task Write(Session session)
    {
        while (true)
        {
            await session.Queue.Ready();
            if (session.Queue.TakeAll() is not { Count: > 0 } frames || broken.IsCancellationRequested) break;
            // Nothing goes out while the client reads nothing: so the node's queue fills.
            while (client.StalledUntil > timeline.Now) await Task.Delay(TimeSpan.FromMilliseconds(200), Node.Chat.Time);
            foreach (var frame in frames) DownAll(frame);
            session.OnDrained();
        }
        Break();
    }

    void DownAll(ReadOnlyMemory<byte> lines)
    {
        for (int end; (end = lines.Span.IndexOf((byte)'\n')) >= 0; lines = lines[(end + 1)..]) Down(lines[..end]);
        Down(lines);
    }

    void Down(ReadOnlyMemory<byte> frame)
    {
        lastDown = After(lastDown);
        var line = frame.ToArray();
        timeline.At(lastDown, () => client.Place.Enter(() => client.OnLine(this, line)));
    }

    TimeSpan After(TimeSpan last)
    {
        var at = timeline.Now + random.UpTo(MaxDelay);
        return at > last ? at : last;
    }
}
