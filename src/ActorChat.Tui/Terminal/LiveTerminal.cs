using System.Runtime.InteropServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// The terminal as the screen's loop uses it: Terminal.Gui on top, this program's input, output and sleep beneath, signals beside.
/// </summary>
sealed class LiveTerminal : IDisposable
{
    // How long the runtime may take to put back its own idea of the terminal when the process goes on.
    static readonly TimeSpan WakeTime = TimeSpan.FromMilliseconds(300);

    readonly TimeProvider _time;
    readonly Tty? _tty;
    readonly Wake _wake;
    readonly ChatOutput? _output;
    readonly IApplication _app;
    readonly List<IDisposable> _signals = [];
    PosixSignalRegistration? _stop;
    bool _shown;

    LiveTerminal(IApplication app, Tty? tty, Wake wake, ChatOutput? output, TimeProvider time, string? fallback)
    {
        (_app, _tty, _wake, _output, _time, Fallback) = (app, tty, wake, output, time, fallback);
        if (!OperatingSystem.IsWindows())
        {
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Wake()));
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, signal => { _ = Continue(); }));
            AskedToStop();
        }
        // Also when the runtime itself gives up: a shell without echo is no way to end.
        AppDomain.CurrentDomain.UnhandledException += (_, _) => _tty?.Restore();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _tty?.Restore();
    }

    /// <summary>Why Terminal.Gui's own input and output serve; null when they do not.</summary>
    public string? Fallback { get; }

    /// <summary>The terminal is gone.</summary>
    public Action Gone { get; set; } = () => { };

    /// <summary>The first frame stands on the screen.</summary>
    public Action Shown { get; set; } = () => { };

    /// <summary>Somebody else asks the process to stop.</summary>
    public Action StopAsked { get; set; } = () => { };

    /// <summary>Takes the terminal.</summary>
    /// <param name="mouse">Whether clicks and the wheel are this program's.</param>
    public static LiveTerminal Open(bool mouse, TimeProvider time) => Open(mouse, time, Driver.Create);

    /// <summary>The same with another way to make the application: null and why when there is none.</summary>
    internal static LiveTerminal Open(bool mouse, TimeProvider time, Func<IInput<char>, IOutput, (IApplication? App, string? Why)> create)
    {
        var wake = new Wake(time);
        var tty = Tty.Open(mouse);
        LiveTerminal? screen = null;
        var output = new ChatOutput(tty.Write, () => Tty.Size,
            Tty.HasFewColours(Environment.GetEnvironmentVariable("TERM"), Environment.GetEnvironmentVariable("COLORTERM")));
        var (app, why) = create(new ChatInput(tty, wake, () => screen?.Gone()), output);
        if (app is not null) return screen = new LiveTerminal(app, tty, wake, output, time, null);
        tty.Dispose();
        return new LiveTerminal(Application.Create(), null, wake, null, time,
            $"This Terminal.Gui has no place for the client's own driver ({why}); its own one serves.");
    }

    /// <summary>Terminal.Gui, ready to run.</summary>
    public IApplication Start() => _app.Init(DriverRegistry.Names.ANSI);

    /// <summary>Brings what was drawn to the terminal, and sleeps until there is something to do.</summary>
    public void Rest(TimeSpan atMost)
    {
        var written = _output is null || _output.Flush();
        if (written && !_shown)
        {
            _shown = true;
            Shown();
        }
        if (_output is not null) _wake.Wait(atMost);
        // Terminal.Gui's own input reads the end of what is closed for ever, and whoever ends it waits for that.
        else if (Tty.IsGone) Environment.Exit(0);
    }

    /// <summary>There is something to do; from any thread.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Everything is drawn anew.</summary>
    public void Forget()
    {
        if (_output is null) _app.ClearScreenNextIteration = true;
        else _output.Forget();
    }

    /// <summary>Whether clicks and the wheel are this program's; without, they are the terminal's own.</summary>
    public void Listen(bool mouse)
    {
        if (_tty is not null) _tty.Listen(mouse);
        else Write(Tty.Reports(mouse));
    }

    /// <summary>Writes what draws nothing, such as the bell.</summary>
    public void Write(string text)
    {
        if (_tty is not null) _tty.Write(text);
        else _app.Driver?.WriteRaw(text);
    }

    /// <summary>
    /// Stops the process until it is woken. Without a shell that controls jobs the system ignores that, and the screen comes back by
    /// itself.
    /// </summary>
    public void Suspend()
    {
        if (_tty is null)
        {
            _app.Driver?.Suspend();
            Forget();
            return;
        }
        _stop?.Dispose();
        _tty.Suspend();
        _ = Continue();
        if (!OperatingSystem.IsWindows()) AskedToStop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _stop?.Dispose();
        _tty?.Dispose();
        _wake.Dispose();
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    void AskedToStop() => _stop = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, signal =>
    {
        signal.Cancel = true;
        StopAsked();
    });

    // The runtime puts back its own idea of the terminal when it is woken, now or a moment later: the last word is this program's.
    async Task Continue()
    {
        Again();
        await Task.Delay(WakeTime, _time).ConfigureAwait(false);
        Again();
    }

    void Again()
    {
        _tty?.Continue();
        Forget();
        _wake.Set();
    }
}
