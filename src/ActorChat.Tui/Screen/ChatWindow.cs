using System.Drawing;
using ActorChat.Tui.Terminal;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Views;
using GuiKey = Terminal.Gui.Input.Key;

namespace ActorChat.Tui.Screen;

/// <summary>The window: shows a model in parts, and tells what the user does. What it means is decided elsewhere.</summary>
sealed class ChatWindow : Runnable
{
    readonly Action<Msg> _tell;
    readonly Part[] _parts;

    /// <param name="model">What is shown first.</param>
    /// <param name="colours">False (NO_COLOR): bold, dim and reverse only.</param>
    /// <param name="tell">Takes what the user does.</param>
    public ChatWindow(AppModel model, bool colours, Action<Msg> tell)
    {
        (Model, Colours, _tell) = (model, colours, tell);
        KeyBindings.Clear();
        _parts =
        [
            new Part(this, PartName.Title, TitleBar.Draw),
            new Part(this, PartName.Rooms, RoomPane.Draw),
            new Part(this, PartName.Messages, MessagePane.Draw),
            new Part(this, PartName.Members, MemberPane.Draw),
            new Part(this, PartName.Hint, HintLine.Draw),
            new Part(this, PartName.Status, StatusBar.Draw),
            new Part(this, PartName.Input, InputBar.Draw),
            // Above the others.
            new Part(this, PartName.Palette, PaletteView.Draw),
            new Part(this, PartName.Small, (canvas, _) => SmallScreen.Draw(canvas)),
        ];
        Add(_parts);
        Arrange();
    }

    /// <summary>What is shown.</summary>
    public AppModel Model { get; private set; }

    public bool Colours { get; }

    /// <summary>Takes the keys, pastes and sizes of an application.</summary>
    public void Listen(IApplication app)
    {
        // None of its own keys: Escape would leave, Ctrl+Z stop, Tab move the focus.
        app.Keyboard.KeyBindings.Clear();
        app.Keyboard.KeyDown += Press;
        app.Paste += Paste;
        app.ScreenChanged += (_, changed) => _tell(new Resized(changed.Value.Width, changed.Value.Height));
    }

    /// <summary>Shows another model.</summary>
    public void Show(AppModel model)
    {
        // That the clock goes on shows once a minute.
        var same = ReferenceEquals(model, Model) || (model.Now.Minute == Model.Now.Minute && model == Model with { Now = model.Now });
        Model = model;
        if (same) return;
        Arrange();
        foreach (var part in _parts) part.SetNeedsDraw();
    }

    /// <summary>The mouse was used on a part.</summary>
    public void Point(PartName part, Point at, MouseFlags flags)
    {
        if (flags.HasFlag(MouseFlags.WheeledUp)) _tell(new Wheeled(part, -1));
        else if (flags.HasFlag(MouseFlags.WheeledDown)) _tell(new Wheeled(part, 1));
        else if (flags.HasFlag(MouseFlags.LeftButtonPressed) && !flags.HasFlag(MouseFlags.PositionReport))
        {
            _tell(new Clicked(part, at.X, at.Y));
        }
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    void Press(object? sender, GuiKey given)
    {
        given.Handled = true;
        if (Terminal.Keyboard.Read(given) is { } key) _tell(new KeyPressed(key));
    }

    void Paste(object? sender, PasteEventArgs pasted)
    {
        pasted.Handled = true;
        _tell(new KeyPressed(Terminal.Key.Pasted(pasted.Text)));
    }

    void Arrange()
    {
        var places = Screen.Layout.Places(Model);
        foreach (var part in _parts) part.Place(places.GetValueOrDefault(part.Name));
        var input = Array.Find(_parts, part => part.Name == PartName.Input)!;
        if (!input.Visible)
        {
            input.Cursor = new Cursor();
            return;
        }
        if (!input.HasFocus) input.SetFocus();
        var (x, y) = InputBar.Cursor(Model, input.Frame.Width, input.Frame.Height);
        input.Cursor = new Cursor { Position = new Point(input.Frame.X + x, input.Frame.Y + y), Style = CursorStyle.Default };
        input.SetCursorNeedsUpdate();
    }
}
