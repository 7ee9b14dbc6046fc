using System.Threading.Channels;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Terminal;
using Terminal.Gui.App;

namespace ActorChat.Tui.Screen;

/// <summary>
/// The full screen: one loop that takes what happened, asks <see cref="Update"/> what it means, has the effects done, and
/// shows the model. Nothing in the loop waits for the network: effects come back as messages.
/// </summary>
sealed class ScreenClient : IDisposable
{
    // What may wait for the loop. The connection waits when it is full; keys are never that many.
    const int MaxMailbox = 4096;

    readonly ChatClient _client;
    readonly TimeProvider _time;
    readonly bool _colours;
    readonly LiveTerminal _screen;
    readonly Channel<Msg> _mailbox = Channel.CreateBounded<Msg>(MaxMailbox);
    readonly Doing _doing;
    ChatWindow? _window;
    AppModel _model;
    long _happened, _ticked;
    string _title = "";
    Task _events = Task.CompletedTask;

    public ScreenClient(ChatClient client, LiveTerminal screen, string device, string downloads, bool colours, TimeProvider time,
        TrustStore trust, string? invitation = null, bool runsCluster = false)
    {
        (_client, _screen, _colours, _time) = (client, screen, colours, time);
        _doing = new Doing(client, screen, downloads, trust, time, Tell, msg => TryTell(msg));
        var size = Tty.Size;
        _model = new AppModel { Device = device, Size = (size.Width, size.Height), Now = time.GetUtcNow(), Zone = time.LocalTimeZone,
            Invitation = invitation, RunsCluster = runsCluster };
        // The user sees a screen before the network takes the processor.
        screen.Shown = client.Start;
        screen.Gone = () => TryTell(new EndAsked());
        screen.StopAsked = () => TryTell(new StopAsked());
    }

    /// <summary>The certificate for which there is no connection; null when there is one, or that is not the reason.</summary>
    public Stranger? Refused => _model.Link.State is LinkState.Open or LinkState.Resuming ? null : _model.Stranger;

    /// <summary>A sentence of the local cluster; from any thread.</summary>
    public void Note(string text) => TryTell(new LocalNote(text));

    /// <summary>Runs until the user leaves, on this thread.</summary>
    public void Run(CancellationToken cancel)
    {
        using var ended = cancel.Register(() => TryTell(new EndAsked()));
        _happened = _ticked = _time.GetTimestamp();
        _events = ReadEvents();
        using var app = _screen.Start();
        using var window = _window = new ChatWindow(_model, _colours, Take);
        window.Listen(app);
        if (_screen.Fallback is { } why) Take(new LocalNote(why));
        app.Iteration += (_, _) => Turn(app);
        app.Run(window);
        cancel.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _screen.Dispose();

    // All that has happened is one frame.
    void Turn(IApplication app)
    {
        // Whoever waits for the network goes on elsewhere.
        if (SynchronizationContext.Current is not null) SynchronizationContext.SetSynchronizationContext(null);
        _screen.Rest(Ticking.Next(_time.GetElapsedTime(_ticked), _time.GetElapsedTime(_happened)));
        for (var taken = 0; taken < MaxMailbox && !_doing.Done && _mailbox.Reader.TryRead(out var msg); taken++) Take(msg);
        if (Ticking.Next(_time.GetElapsedTime(_ticked), _time.GetElapsedTime(_happened)) == TimeSpan.Zero) Tick();
        _window!.Show(_model);
        Entitle(WindowTitle.Of(_model));
        if (_doing.Done) app.RequestStop();
        if (_events.IsFaulted) _events.GetAwaiter().GetResult();
    }

    void Entitle(string title)
    {
        if (title == _title) return;
        _title = title;
        _screen.Write($"\e]2;{title}\a");
    }

    void Take(Msg msg)
    {
        // What happens after a long rest happens now.
        if (_time.GetElapsedTime(_ticked) > Ticking.Often) Tick();
        // A figure that trembles is no reason to stay awake.
        if (Step(msg) && msg is not FromClient { Happened: LagMeasured }) _happened = _time.GetTimestamp();
        _window?.Show(_model);
    }

    void Tick()
    {
        _ticked = _time.GetTimestamp();
        if (Step(new Ticked(_time.GetUtcNow()))) _happened = _ticked;
    }

    // Whether anything came of it.
    bool Step(Msg msg)
    {
        var before = _model;
        (_model, var effects) = Update.Step(_model, msg);
        foreach (var effect in effects) _doing.Do(effect);
        return Ticking.IsNews(before, _model, effects);
    }

    async Task ReadEvents()
    {
        var told = new ToldLag();
        await foreach (var happened in _client.Events.ReadAllAsync().ConfigureAwait(false))
        {
            if (told.IsNews(happened)) await Tell(new FromClient(happened)).ConfigureAwait(false);
        }
    }

    async ValueTask Tell(Msg msg)
    {
        await _mailbox.Writer.WriteAsync(msg).ConfigureAwait(false);
        _screen.Wake();
    }

    void TryTell(Msg msg)
    {
        _mailbox.Writer.TryWrite(msg);
        _screen.Wake();
    }
}
