using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using ActorChat.Harness;

namespace ActorChat.Torture.Clients;

/// <summary>One connection by either door: asks, and hands on what comes unasked, in order.</summary>
sealed class Connection : IAsyncDisposable
{
    static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(5);

    // Above the node's own patience with an entity: beyond it the connection counts as dead.
    static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(25);

    readonly IWire wire;
    readonly Action<Frame> onNews;
    readonly SemaphoreSlim oneAtATime = new(1);
    readonly ConcurrentDictionary<long, TaskCompletionSource<Frame?>> waiting = new();
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task reading;
    volatile TaskCompletionSource goOn = Done();
    long lastId;

    Connection(IWire wire, Action<Frame> onNews)
    {
        (this.wire, this.onNews) = (wire, onNews);
        reading = Task.Run(ReadAll);
    }

    /// <summary>When it has ended, however.</summary>
    public Task Ended => ended.Task;

    /// <summary>Connects; null when nobody takes it in time.</summary>
    public static async Task<Connection?> Open(string address, bool isRemote, Action<Frame> onNews)
    {
        var opening = OpenWire(address, isRemote);
        try
        {
            return new(await opening.WaitAsync(OpenPatience), onNews);
        }
        catch (Exception e) when (e is WebSocketException or TimeoutException or IOException or HttpRequestException)
        {
            _ = opening.ContinueWith(late => late.Result.DisposeAsync().AsTask(), TaskContinuationOptions.OnlyOnRanToCompletion);
            return null;
        }
    }

    /// <summary>Asks; null when there is no answer and will be none.</summary>
    /// <param name="type">The request's type.</param>
    /// <param name="fields">Its fields as they stand in JSON; may be empty.</param>
    public async Task<Frame?> Ask(string type, string fields = "")
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (ended.Task.IsCompleted) answer.TrySetResult(null);
        else if (!await Send($$"""{"id":{{id}},"type":"{{type}}"{{(fields.Length > 0 ? "," : "")}}{{fields}}}""")) Abort();
        try
        {
            return await answer.Task.WaitAsync(AnswerPatience);
        }
        catch (TimeoutException)
        {
            Abort();
            return null;
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Ends it without a word.</summary>
    public void Abort()
    {
        wire.Abort();
        goOn.TrySetResult();
    }

    /// <summary>Takes nothing from the node for a while.</summary>
    public async Task Stall(TimeSpan time)
    {
        var before = goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Task.WhenAny(Task.Delay(time), Ended);
        before.TrySetResult();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Abort();
        await reading;
        await wire.DisposeAsync();
    }

    static async Task<IWire> OpenWire(string address, bool isRemote) =>
        isRemote ? await RemoteWire.Open(address) : await SocketWire.Open(address);

    static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    async Task<bool> Send(string text)
    {
        await oneAtATime.WaitAsync();
        try
        {
            await wire.Send(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true).WaitAsync(OpenPatience);
            return true;
        }
        catch (Exception e) when (IsEnd(e))
        {
            return false;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    async Task ReadAll()
    {
        var begun = new MemoryStream();
        try
        {
            while (await wire.Receive() is { } part)
            {
                begun.Write(part.Span);
                if (part.Length == 0 || part.Span[^1] != '\n') continue;
                var lines = Encoding.UTF8.GetString(begun.GetBuffer(), 0, (int)begun.Length);
                foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Take(new Frame(line));
                begun.SetLength(0);
                await goOn.Task;
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // It ends as it likes; whoever waits is told below.
        }
        ended.SetResult();
        foreach (var one in waiting.Values) one.TrySetResult(null);
    }

    void Take(Frame frame)
    {
        if (frame.Number("re") is not { } id) onNews(frame);
        else if (waiting.TryGetValue(id, out var answer)) answer.TrySetResult(frame);
    }

    static bool IsEnd(Exception e) =>
        e is WebSocketException or ObjectDisposedException or OperationCanceledException or TimeoutException
            or InvalidOperationException or IOException;
}
