using System.Collections.Concurrent;
using System.Drawing;
using System.Globalization;
using System.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Cursor = Terminal.Gui.Drivers.Cursor;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// Brings Terminal.Gui's cells to the terminal: only those that changed, and the cursor, in one write that is one synchronized update, so
/// that a terminal that knows it never shows half a frame. Nothing changed: nothing is written.
/// </summary>
/// <param name="write">Takes a whole update.</param>
/// <param name="measure">The terminal's size now.</param>
/// <param name="few">It has 16 colours and no more.</param>
sealed class ChatOutput(Action<string> write, Func<Size> measure, bool few = false) : IOutput
{
    const string BeginUpdate = "\e[?2026h", EndUpdate = "\e[?2026l", HideCursor = "\e[?25l", ShowCursor = "\e[?25h";

    readonly FrameRows _rows = new(few);
    IOutputBuffer? _drawn;
    Cursor _cursor = new(), _shownCursor = new();
    Size _size = measure();

    /// <summary>Writes what has changed since the last time; says whether anything had.</summary>
    public bool Flush()
    {
        if (_drawn is not { Contents: { } cells }) return false;
        var update = new StringBuilder();
        _rows.Draw(cells, update);
        var moved = Place(_cursor) != Place(_shownCursor);
        if (update.Length == 0 && !moved) return false;
        _shownCursor = _cursor;
        var place = Place(_cursor) is var (x, y) ? string.Create(CultureInfo.InvariantCulture, $"\e[{y + 1};{x + 1}H{ShowCursor}") : "";
        write($"{BeginUpdate}{HideCursor}{update}{place}{EndUpdate}");
        return true;
    }

    /// <summary>Somebody else has written on the terminal: nothing is known of what stands there.</summary>
    public void Forget() => _rows.Forget();

    /// <inheritdoc/>
    public void Write(IOutputBuffer buffer) => _drawn = buffer;

    // Terminal.Gui's own questions to the terminal: what it would learn is not used, and answers that come late are hard to tell from keys.
    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
    }

    /// <inheritdoc/>
    public Size GetSize() => _size = measure();

    /// <inheritdoc/>
    public void SetSize(int width, int height) => _size = new Size(width, height);

    /// <inheritdoc/>
    public void SetCursor(Cursor cursor) => _cursor = cursor;

    /// <inheritdoc/>
    public Cursor GetCursor() => _cursor;

    /// <inheritdoc/>
    public bool Force16Colors { get; set; }

    /// <inheritdoc/>
    public bool IsLegacyConsole { get; set; }

    /// <inheritdoc/>
    public bool UseKittyGraphics { get; set; }

    /// <inheritdoc/>
    public ConcurrentQueue<SixelToRender> GetSixels() => new();

    /// <inheritdoc/>
    public void Suspend()
    {
    }

    /// <inheritdoc/>
    public string GetLastOutput() => "";

    /// <inheritdoc/>
    public string ToAnsi(IOutputBuffer buffer) => "";

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    static (int X, int Y)? Place(Cursor cursor) => cursor is { IsVisible: true, Position: { } at } ? (at.X, at.Y) : null;
}
