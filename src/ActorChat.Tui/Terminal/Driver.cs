using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// Terminal.Gui with this program's input and output beneath it. Terminal.Gui takes them by a constructor that is not public; this is the
/// only file that calls it. Where a later version has none, its own input and output serve.
/// </summary>
static class Driver
{
    // No sleep of Terminal.Gui's own between two rounds of its loop: the loop waits in Wake.
    const ushort NoPause = ushort.MaxValue;

    /// <summary>An application with these; null and why when Terminal.Gui's constructor is gone.</summary>
    public static (IApplication? App, string? Why) Create(IInput<char> input, IOutput output)
    {
        try
        {
            var app = (IApplication)New(new Parts(input, output));
            Application.MaximumIterationsPerSecond = NoPause;
            return (app, null);
        }
        catch (Exception failure) when (failure is MissingMethodException or TypeLoadException or InvalidCastException)
        {
            return (null, failure.Message);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Terminal.Gui.App.ApplicationImpl, Terminal.Gui")]
    static extern object New(IComponentFactory factory);

    sealed class Parts(IInput<char> input, IOutput output) : ComponentFactoryImpl<char>
    {
        public override string? GetDriverName() => DriverRegistry.Names.ANSI;

        public override IInput<char> CreateInput() => input;

        public override IOutput CreateOutput() => output;

        public override IInputProcessor CreateInputProcessor(ConcurrentQueue<char> inputBuffer, ITimeProvider? timeProvider = null) =>
            new AnsiInputProcessor(inputBuffer, timeProvider);
    }
}
