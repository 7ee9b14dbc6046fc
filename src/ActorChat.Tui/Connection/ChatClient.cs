using System.Threading.Channels;
using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Connection;

/// <summary>
/// A client of the cluster: drives a <see cref="ClientCore"/> over real sockets. All of the core's calls pass through one
/// bounded mailbox and one loop. What happens goes to <see cref="Events"/>, which is bounded too: a screen that does not
/// read makes the loop wait, the loop makes the socket wait, and the node notices a slow client.
/// </summary>
sealed class ChatClient : ILink, IAsyncDisposable
{
    // Frames that may wait for the loop, and events that may wait for the screen.
    const int MaxMailbox = 1024, MaxEvents = 4096;

    // The system's clocks count in steps of some milliseconds, and strike so much too early: then all would have to wake twice.
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    // Clocks of the system strike within less.
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // How long whoever reads the events may take for the last of them.
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    readonly ClientOptions _options;
    readonly IDialer _dialer;
    readonly TimeProvider _time;
    readonly ClientCore _core;
    readonly Channel<Action> _mailbox = Channel.CreateBounded<Action>(MaxMailbox);
    readonly Channel<ClientEvent> _events = Channel.CreateBounded<ClientEvent>(MaxEvents);
    readonly Queue<ClientEvent> _emitted = new();
    readonly CancellationTokenSource _stop = new();
    readonly ITimer _alarm;
    readonly Task _loop;
    LinkPump? _pump;
    Task _closing = Task.CompletedTask;
    bool _closed;

    /// <param name="options">How it behaves.</param>
    /// <param name="dialer">Opens connections.</param>
    /// <param name="time">The clock.</param>
    /// <param name="start">False: it waits for <see cref="Start"/>.</param>
    public ChatClient(ClientOptions options, IDialer dialer, TimeProvider time, bool start = true)
    {
        (_options, _dialer, _time) = (options, dialer, time);
        _core = new ClientCore(options, time, this);
        // A full mailbox wakes the loop as well.
        _alarm = time.CreateTimer(_ => _mailbox.Writer.TryWrite(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (start) Start();
        _loop = Loop();
    }

    /// <summary>Opens the first connection; once, where the client was told to wait.</summary>
    public void Start() => _mailbox.Writer.TryWrite(_core.Start);

    /// <summary>What happens, in order. Ends when the client is disposed.</summary>
    public ChannelReader<ClientEvent> Events => _events.Reader;

    /// <summary>Asks the node. Never throws: a lost connection is an <see cref="Error"/> as well.</summary>
    /// <param name="request">Without an id.</param>
    /// <param name="quiet">The answer is not to be shown.</param>
    public Task<Reply> Ask(Request request, bool quiet = false) => Enter(answer => _core.Ask(request, quiet, answer));

    /// <summary>Posts a message. Completes when it is in the room, or refused for good.</summary>
    public Task<Reply> Post(bool isPrivate, string target, string text, string? file = null) =>
        Enter(answer => _core.Post(isPrivate, target, text, file, answer));

    /// <summary>Comments on a message. Completes as <see cref="Post"/> does.</summary>
    public Task<Reply> Comment(MessagePlace under, string text) => Enter(answer => _core.Comment(under, text, answer));

    /// <summary>
    /// Puts a <see cref="Marked"/> into <see cref="Events"/>, behind all that has happened; whoever reads them completes it.
    /// </summary>
    public async Task Mark()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _mailbox.Writer.WriteAsync(() => _emitted.Enqueue(new Marked(reached)));
        await reached.Task;
    }

    /// <summary>The nodes live at these addresses from now on.</summary>
    public async Task Give(IReadOnlyList<string> addresses)
    {
        if (!_closed) await _mailbox.Writer.WriteAsync(() => _core.Give(addresses));
    }

    /// <summary>What stood in the way is gone: tries again without waiting.</summary>
    public async Task Again()
    {
        if (!_closed) await _mailbox.Writer.WriteAsync(_core.Again);
    }

    async Task<Reply> Enter(Action<Action<Reply>> call)
    {
        var answered = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopped = _stop.Token.Register(
            () => answered.TrySetResult(new Error(Requests.ConnectionLost, "The client was closed.")));
        try
        {
            await _mailbox.Writer.WriteAsync(() => call(reply => answered.TrySetResult(reply)), _stop.Token);
        }
        catch (Exception closed) when (closed is OperationCanceledException or ChannelClosedException)
        {
            return new Error(Requests.ConnectionLost, "The client was closed.");
        }
        return await answered.Task;
    }

    async Task Loop()
    {
        try
        {
            await foreach (var step in _mailbox.Reader.ReadAllAsync(_stop.Token))
            {
                step();
                if (_core.DueIn <= TimeSpan.Zero) _core.Tick();
                SetAlarm();
                while (_emitted.TryDequeue(out var happened)) await _events.Writer.WriteAsync(happened, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed.
        }
        catch (Exception bug)
        {
            _events.Writer.TryComplete(bug);
            throw;
        }
        _events.Writer.TryComplete();
    }

    // Nothing ticks: the loop sleeps until something happens, or is due.
    void SetAlarm()
    {
        var due = _core.DueIn;
        if (due > Longest) due = Longest;
        _alarm.Change((due > TimeSpan.Zero ? due : TimeSpan.Zero) + Step, Timeout.InfiniteTimeSpan);
    }

    void ILink.Emit(ClientEvent happened) => _emitted.Enqueue(happened);

    void ILink.Dial(int attempt, string address)
    {
        var pump = new LinkPump(_dialer, _time, _options.LongestDial);
        _pump = pump;
        pump.Start(
            address,
            opened: () => Tell(() => _core.Opened(attempt)),
            lines: batch => Tell(() => { foreach (var line in batch) _core.Line(attempt, line); }),
            ended: (why, stranger) => Tell(() =>
            {
                if (stranger is not null) _emitted.Enqueue(new StrangerMet(stranger));
                _core.Lost(attempt, why);
            }));
    }

    void ILink.Send(ReadOnlyMemory<byte> line) => _pump?.Send(line);

    void ILink.Drop()
    {
        // Not waited for: the next connection need not wait until this one has taken its leave.
        _closing = _pump?.DisposeAsync().AsTask() ?? _closing;
        _pump = null;
    }

    ValueTask Tell(Action step) => _mailbox.Writer.WriteAsync(step, _stop.Token);

    /// <summary>
    /// Closes the connection. What has happened before stands in <see cref="Events"/>; what is still asked gets a local answer.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed) return;
        _closed = true;
        await _alarm.DisposeAsync();
        _mailbox.Writer.TryComplete();
        await Task.WhenAny(_loop, Task.Delay(CloseTimeout, _time));
        await _stop.CancelAsync();
        try
        {
            await _loop;
        }
        finally
        {
            if (_pump is { } pump) await pump.DisposeAsync();
            await _closing;
            _stop.Dispose();
        }
    }
}
