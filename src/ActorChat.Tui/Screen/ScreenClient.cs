using System.Threading.Channels;
using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>
/// The full screen: one loop that takes what happened, asks <see cref="Update"/> what it means, has the effects done, and
/// draws. Nothing in the loop waits for the network: effects come back as messages.
/// </summary>
sealed class ScreenClient
{
    // What may wait for the loop. The connection waits when it is full; keys are never that many.
    const int MaxMailbox = 4096;

    // How long an Escape may be the beginning of a longer sequence.
    static readonly TimeSpan EscapeTime = TimeSpan.FromMilliseconds(50);

    // How long the system may take to stop the process.
    static readonly TimeSpan SuspendTime = TimeSpan.FromMilliseconds(300);

    // How long the runtime may take to notice that it goes on.
    static readonly TimeSpan WakeTime = TimeSpan.FromMilliseconds(300);

    static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(250);

    readonly ChatClient _client;
    readonly UnixTerminal _terminal;
    readonly TimeProvider _time;
    readonly string _downloads;
    readonly FrameDiff _diff;
    readonly Channel<Msg> _mailbox = Channel.CreateBounded<Msg>(MaxMailbox);
    CellBuffer? _shown;
    AppModel _model;
    bool _done;

    public ScreenClient(ChatClient client, UnixTerminal terminal, string device, string downloads, bool colours, TimeProvider time, string? invitation = null)
    {
        (_client, _terminal, _time, _downloads) = (client, terminal, time, downloads);
        _diff = new FrameDiff(colours);
        _model = new AppModel { Device = device, Size = UnixTerminal.Size, Now = time.GetUtcNow(), Zone = time.LocalTimeZone, Invitation = invitation };
    }

    /// <summary>A sentence of the local cluster; from any thread.</summary>
    public void Note(string text) => _mailbox.Writer.TryWrite(new LocalNote(text));

    /// <summary>The shell has woken the process; from any thread.</summary>
    public async Task Continue()
    {
        _terminal.Continue();
        Resize();
        // The runtime puts back its own idea of the terminal when it is woken, now or a moment later: the last word is ours.
        await Task.Delay(WakeTime, _time);
        _terminal.Continue();
        Resize();
    }

    /// <summary>The terminal has another size, or shows something else; from any thread.</summary>
    public void Resize()
    {
        var (width, height) = UnixTerminal.Size;
        _mailbox.Writer.TryWrite(new Resized(width, height));
    }

    /// <summary>Runs until the user leaves.</summary>
    public async Task Run(CancellationToken cancel)
    {
        using var ticker = _time.CreateTimer(_ => _mailbox.Writer.TryWrite(new Ticked(_time.GetUtcNow())), null, TickEvery, TickEvery);
        var keys = ReadKeys();
        var events = ReadEvents();
        Draw();
        while (!_done && await _mailbox.Reader.WaitToReadAsync(cancel))
        {
            // All that has happened is one frame.
            while (!_done && _mailbox.Reader.TryRead(out var msg)) Take(msg);
            Draw();
            if (events.IsFaulted) await events;
            if (keys.IsFaulted) await keys;
        }
    }

    void Take(Msg msg)
    {
        (_model, var effects) = Update.Step(_model, msg);
        foreach (var effect in effects) Do(effect);
    }

    void Draw()
    {
        var next = View.Of(_model);
        var bytes = _diff.Of(_shown, next);
        if (bytes.Length > 0) _terminal.Write(bytes);
        _shown = next;
    }

    void Do(Effect effect)
    {
        switch (effect)
        {
            case Exit: _done = true; break;
            case Redraw: _shown = null; break;
            case Suspend: _ = Sleep(); break;
            case ListPaths list: _mailbox.Writer.TryWrite(new PathsListed(list.Prefix, PathLister.List(list.Prefix))); break;
            case PostMessage post: _ = _client.Post(post.Private, post.Target, post.Text, post.File); break;
            case PostComment comment: _ = _client.Comment(comment.Under, comment.Text); break;
            case Bell: _terminal.Write("\a"); break;
            case AskNode ask: _ = Ask(ask); break;
            case UploadFile upload: _ = Upload(upload); break;
            case DownloadFile download: _ = Download(download); break;
        }
    }

    // Without a shell that controls jobs the system ignores the signal to stop: then the screen comes back by itself.
    async Task Sleep()
    {
        _terminal.Suspend();
        await Task.Delay(SuspendTime, _time);
        await Continue();
    }

    async Task Ask(AskNode ask) => await Tell(new Answered(ask, await _client.Ask(ask.Request, quiet: true)));

    async Task Upload(UploadFile upload)
    {
        var result = await new Uploader(AskQuietly, Progress).Run(upload.Path, upload.MaxBytes);
        await Tell(new TransferEnded(result, upload.Private, upload.Target));
    }

    async Task Download(DownloadFile download)
    {
        var result = await new Downloader(AskQuietly, Progress).Run(download.Key, download.Path, _downloads);
        await Tell(new TransferEnded(result, false, ""));
    }

    Task<Reply> AskQuietly(Request request) => new Patience(asked => _client.Ask(asked, quiet: true), _time).Ask(request);

    // A full mailbox may lose a step of a progress bar, and nothing else.
    void Progress(TransferProgress progress) => _mailbox.Writer.TryWrite(new TransferMoved(progress));

    async Task ReadEvents()
    {
        await foreach (var happened in _client.Events.ReadAllAsync()) await Tell(new FromClient(happened));
    }

    async Task ReadKeys()
    {
        var decoder = new KeyDecoder();
        var buffer = new byte[4096];
        var reading = _terminal.Read(buffer);
        while (true)
        {
            if (decoder.HasPending && await Task.WhenAny(reading, Task.Delay(EscapeTime, _time)) != reading)
            {
                await Press(decoder.Flush());
                continue;
            }
            var count = await reading;
            if (count == 0) break;
            await Press(decoder.Feed(buffer.AsSpan(0, count)));
            reading = _terminal.Read(buffer);
        }
        // The terminal is gone: there is nobody left to show anything to.
        await Tell(new KeyPressed(Key.WithCtrl('c')));
        await Tell(new KeyPressed(Key.WithCtrl('c')));
    }

    async Task Press(IReadOnlyList<Key> keys)
    {
        foreach (var key in keys) await Tell(new KeyPressed(key));
    }

    ValueTask Tell(Msg msg) => _mailbox.Writer.WriteAsync(msg);
}
