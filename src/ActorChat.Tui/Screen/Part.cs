using System.Drawing;
using ActorChat.Tui.Terminal;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace ActorChat.Tui.Screen;

/// <summary>The parts of the window.</summary>
enum PartName { Small, Title, Rooms, Messages, Members, Hint, Status, Input, Palette }

/// <summary>A small view: it draws what a pure function makes of the model, and tells where the mouse was used on it.</summary>
sealed class Part : View
{
    readonly ChatWindow _window;
    readonly Action<Canvas, AppModel> _draw;

    public Part(ChatWindow window, PartName name, Action<Canvas, AppModel> draw)
    {
        (_window, Name, _draw) = (window, name, draw);
        // The cursor is shown where the focus is.
        CanFocus = name == PartName.Input;
        KeyBindings.Clear();
    }

    public PartName Name { get; }

    /// <summary>Puts it there; an empty rectangle hides it.</summary>
    public void Place(Rectangle place)
    {
        Visible = place is { Width: > 0, Height: > 0 };
        if (Frame == place) return;
        (X, Y, Width, Height) = (place.X, place.Y, place.Width, place.Height);
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        if (App?.Driver is not { } driver) return true;
        var place = ViewportToScreen(new Rectangle(Point.Empty, Viewport.Size));
        var canvas = new Canvas(driver.GetOutputBuffer(), place, _window.Colours);
        canvas.Clear();
        _draw(canvas, _window.Model);
        context?.AddDrawnRectangle(place);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Position is { } at) _window.Point(Name, at, mouse.Flags);
        return true;
    }
}
