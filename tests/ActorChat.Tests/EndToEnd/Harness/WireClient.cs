using System.Net.WebSockets;
using System.Text;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>A connection without a client around it: raw frames, out and in.</summary>
sealed class WireClient : IAsyncDisposable
{
    readonly IWire wire;
    readonly SemaphoreSlim oneAtATime = new(1);
    readonly FrameLog log;
    Task reading = Task.CompletedTask;
    long lastId;

    WireClient(string name, IWire wire) => (this.wire, log) = (wire, new(name, () => $"the connection is {wire.State}"));

    public IReadOnlyList<Frame> Frames => log.All;

    /// <summary>All the messages' bytes so far, as they came, without the frames cut out of them.</summary>
    public long ReceivedBytes { get; private set; }

    /// <summary>Connects.</summary>
    /// <param name="address">A node's.</param>
    /// <param name="read">False: nothing is read until <see cref="Read"/>.</param>
    public static async Task<WireClient> Connect(string address, string name = "wire", bool read = true)
    {
        var client = new WireClient(name, await WireDoor.Open(address).WaitAsync(Eventually.Deadline));
        if (read) client.Read();
        return client;
    }

    /// <summary>Begins to read.</summary>
    public void Read() => reading = ReadAll();

    /// <summary>Sends bytes as they are.</summary>
    public async Task Send(ReadOnlyMemory<byte> bytes, WebSocketMessageType type = WebSocketMessageType.Text, bool end = true)
    {
        await oneAtATime.WaitAsync();
        try
        {
            await wire.Send(bytes, type, end).WaitAsync(Eventually.Deadline);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Sends a text message.</summary>
    public Task Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="type">The request's type.</param>
    /// <param name="fields">Its fields as they stand in JSON, such as <c>"room":"lab"</c>; may be empty.</param>
    public async Task<Frame> Ask(string type, string fields = "")
    {
        var id = Interlocked.Increment(ref lastId);
        await Send($$"""{"id":{{id}},"type":"{{type}}"{{(fields.Length > 0 ? "," : "")}}{{fields}}}""");
        return await Reply(id);
    }

    /// <summary>Asks what goes right.</summary>
    public async Task<Frame> Right(string type, string fields = "")
    {
        var reply = await Ask(type, fields);
        reply.Type.ShouldNotBe("error", $"{type} {fields}: {reply}");
        return reply;
    }

    /// <summary>Registers a user and waits until all feeds are there; the answer, with the token.</summary>
    public async Task<Frame> Register(string user, string password = "correct-horse")
    {
        var reply = await Right("register", $"\"name\":\"{user}\",\"password\":\"{password}\"");
        await See("synced");
        return reply;
    }

    /// <summary>Logs in and waits until all feeds are there.</summary>
    public async Task<Frame> Login(string user, string password = "correct-horse")
    {
        var reply = await Right("login", $"\"name\":\"{user}\",\"password\":\"{password}\"");
        await See("synced");
        return reply;
    }

    /// <summary>The reply to the request with this id.</summary>
    public Task<Frame> Reply(long id) => log.Wait(frame => frame.Number("re") == id, $"reply to {id}");

    public Task<Frame> See(string type, params (string Field, object Value)[] with) =>
        log.Wait(frame => frame.Is(type, with), $"{type} with {string.Join(", ", with)}");

    public Task<Frame> See(Func<Frame, bool> isIt, string what, int from = 0) => log.Wait(isIt, what, from);

    public Task SeeCount(int count, Func<Frame, bool> isOne, string what, TimeSpan? deadline = null) =>
        log.WaitForCount(count, isOne, what, deadline);

    public int CountOf(string type, params (string Field, object Value)[] with) => Frames.Count(frame => frame.Is(type, with));

    /// <summary>Waits until the node closes the connection; the status it gave.</summary>
    public async Task<WebSocketCloseStatus?> Closed()
    {
        await reading.WaitAsync(Eventually.Deadline);
        return wire.CloseStatus;
    }

    /// <summary>All messages of a room or dialogue, oldest first.</summary>
    public async Task<IReadOnlyList<Frame>> History(string feed)
    {
        List<Frame> all = [];
        long? before = null;
        while (true)
        {
            var page = await Right("history", $"\"feed\":\"{feed}\",\"limit\":200{(before is null ? "" : $",\"before\":{before}")}");
            var events = page.List("events");
            all.InsertRange(0, events);
            if (!page["more"].GetBoolean()) return all;
            before = events[0].Seq;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        wire.Abort();
        await reading;
        await wire.DisposeAsync();
    }

    async Task ReadAll()
    {
        var begun = new MemoryStream();
        try
        {
            while (await wire.Receive() is { } part)
            {
                ReceivedBytes += part.Length;
                begun.Write(part.Span);
                if (part.Length == 0 || part.Span[^1] != '\n') continue;
                foreach (var line in Encoding.UTF8.GetString(begun.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    log.Add(new Frame(line));
                }
                begun.SetLength(0);
            }
            log.End($"the node closed the connection: {wire.State}");
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            log.End($"the connection broke: {e.Message}");
        }
    }
}
