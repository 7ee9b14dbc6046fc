using System.Collections.Concurrent;
using System.Drawing;
using System.Runtime.CompilerServices;
using System.Text;
using ActorChat.Tui.Screen;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Time;
using AppModel = ActorChat.Tui.Screen.AppModel;

namespace ActorChat.Tests.Tui;

/// <summary>The window without a terminal, by Terminal.Gui's headless driver and virtual time.</summary>
sealed class HeadlessScreen
{
    // Making one takes longer than most tests: as many are kept as there are tests at the same time.
    static readonly ConcurrentBag<HeadlessScreen> Free = [];

    readonly IApplication _app;
    readonly ChatWindow _window;
    Action<Msg> _tell = _ => { };

    HeadlessScreen()
    {
        _app = Application.Create(new VirtualTimeProvider());
        _app.Init(DriverRegistry.Names.ANSI);
        _window = new ChatWindow(new AppModel(), colours: true, msg => _tell(msg));
        _window.Listen(_app);
        _app.Begin(_window);
    }

    public static T Use<T>(Func<HeadlessScreen, T> what)
    {
        var screen = Free.TryTake(out var free) ? free : new HeadlessScreen();
        var result = what(screen);
        Free.Add(screen);
        return result;
    }

    /// <summary>Shows a model, and returns the characters alone, a line each, without spaces at the ends.</summary>
    public string Show(AppModel model)
    {
        if (_app.Driver!.Cols != model.Size.Width || _app.Driver.Rows != model.Size.Height) Resize(model.Size.Width, model.Size.Height);
        _window.Show(model);
        _app.LayoutAndDraw();
        var cells = _app.Driver.Contents!;
        var text = new StringBuilder();
        for (var y = 0; y < cells.GetLength(0); y++)
        {
            var row = new StringBuilder();
            for (var x = 0; x < cells.GetLength(1); x++) row.Append(cells[y, x].Grapheme);
            text.Append(row.ToString().TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A mouse report of this place of the screen, and how many parts heard of it.</summary>
    public int Mouse(AppModel model, Action<Msg> tell, int x, int y, MouseFlags flags)
    {
        Show(model);
        var heard = new List<Msg>();
        _tell = heard.Add;
        _app.Mouse.RaiseMouseEvent(new Mouse { ScreenPosition = new Point(x, y), Flags = flags });
        _tell = _ => { };
        heard.ForEach(tell);
        return heard.Count;
    }

    void Resize(int width, int height) => _app.Driver!.SetScreenSize(width, height);

    // Tests that run in a terminal are not to write their screens onto it.
    [ModuleInitializer]
    internal static void Quiet() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
}
