using System.Threading.Channels;

namespace ActorChat.Tui.Connection;

/// <summary>One connection while it lives: dials, then sends and receives until it ends or is stopped.</summary>
sealed class LinkPump(IDialer dialer, TimeProvider time, TimeSpan dialTimeout) : IAsyncDisposable
{
    // More than any node lets be under way, pings included.
    const int MaxToSend = 256;

    readonly Channel<ReadOnlyMemory<byte>> _toSend = Channel.CreateBounded<ReadOnlyMemory<byte>>(MaxToSend);
    readonly CancellationTokenSource _stop = new();

    Task _run = Task.CompletedTask;

    /// <summary>Begins; returns at once. Nothing is reported after <see cref="DisposeAsync"/>.</summary>
    public void Start(
        string address, Func<ValueTask> opened, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ValueTask> lines,
            Func<string, Stranger?, ValueTask> ended) =>
        _run = Run(address, opened, lines, ended);

    /// <summary>Sends a line. A connection that does not take it is dead.</summary>
    public void Send(ReadOnlyMemory<byte> line)
    {
        if (!_toSend.Writer.TryWrite(line)) _toSend.Writer.TryComplete(new SocketFailedException("the node takes nothing any more"));
    }

    /// <summary>Closes the connection, or gives up opening it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    async Task Run(string address, Func<ValueTask> opened, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ValueTask> lines,
        Func<string, Stranger?, ValueTask> ended)
    {
        // Off the caller's loop at once, whatever the dialer does before its first await.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        string why;
        Stranger? stranger = null;
        try
        {
            await using var socket = await Dial(address);
            await opened();
            var sending = SendAll(socket);
            var receiving = ReceiveAll(socket, lines);
            await await Task.WhenAny(sending, receiving);
            why = "the node closed the connection";
        }
        catch (SocketFailedException failure)
        {
            (why, stranger) = (failure.Message, failure.Stranger);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ChannelClosedException)
        {
            why = "no answer";
        }
        catch (Exception unforeseen)
        {
            // Whatever it is, it ends this connection and not the program: the user reads what it was, and the next attempt may do better.
            why = $"this program failed: {unforeseen.GetType().Name}: {unforeseen.Message}";
        }
        _toSend.Writer.TryComplete();
        if (_stop.IsCancellationRequested) return;
        try
        {
            await ended(why, stranger);
        }
        catch (Exception closed) when (closed is OperationCanceledException or ChannelClosedException)
        {
            // The client is being closed; nobody wants to know.
        }
    }

    async Task<ISocket> Dial(string address)
    {
        using var late = new CancellationTokenSource(dialTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stop.Token);
        return await dialer.Dial(address, either.Token);
    }

    async Task SendAll(ISocket socket)
    {
        await foreach (var line in _toSend.Reader.ReadAllAsync(_stop.Token)) await socket.Send(line, _stop.Token);
    }

    async Task ReceiveAll(ISocket socket, Func<IReadOnlyList<ReadOnlyMemory<byte>>, ValueTask> lines)
    {
        while (await socket.Receive(_stop.Token) is { } message) await lines(Lines.Of(message));
    }
}
