using System.Collections.Concurrent;
using Terminal.Gui.Drivers;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// What the user types, for Terminal.Gui: sleeps until there is something, and hands it on within the moment. Terminal.Gui's own input
/// looks fifty times a second, tears characters that are cut between two reads, and stays for ever when the terminal is gone.
/// </summary>
/// <param name="terminal">Where it comes from.</param>
/// <param name="wake">The loop that is to take it.</param>
/// <param name="gone">The terminal is gone.</param>
sealed class ChatInput(Tty terminal, Wake wake, Action gone) : IInput<char>
{
    const int BufferBytes = 16 * 1024;

    ConcurrentQueue<char>? _queue;

    /// <inheritdoc/>
    public CancellationTokenSource? ExternalCancellationTokenSource { get; set; }

    /// <inheritdoc/>
    public void Initialize(ConcurrentQueue<char> inputQueue) => _queue = inputQueue;

    /// <inheritdoc/>
    public void Run(CancellationToken runCancellationToken)
    {
        using var stop = runCancellationToken.Register(terminal.Stop);
        var stream = new KeyStream();
        var buffer = new byte[BufferBytes];
        while (!runCancellationToken.IsCancellationRequested)
        {
            var count = terminal.Read(buffer, stream.Patience);
            if (count is null) break;
            var keys = count == 0 ? stream.Flush() : stream.Feed(buffer.AsSpan(0, count.Value));
            foreach (var key in keys) _queue!.Enqueue(key);
            if (keys.Length > 0) wake.Hurry();
        }
        if (!runCancellationToken.IsCancellationRequested) gone();
        // Whoever returns early is taken for broken: it is asked to end by the token.
        runCancellationToken.WaitHandle.WaitOne();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
