using System.Globalization;
using System.Text;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// The bytes that turn what stands on the terminal into the next frame: only cells that changed, in one synchronized
/// update, so that a terminal that knows it never shows half a frame.
/// </summary>
/// <param name="colours">False (NO_COLOR): bold, dim and reverse only.</param>
sealed class FrameDiff(bool colours)
{
    const string BeginUpdate = "\e[?2026h", EndUpdate = "\e[?2026l", HideCursor = "\e[?25l", ShowCursor = "\e[?25h";

    /// <summary>The update; empty when nothing changed.</summary>
    /// <param name="old">What stands there; null: unknown, everything is drawn.</param>
    public string Of(CellBuffer? old, CellBuffer next)
    {
        var fresh = old is null || old.Width != next.Width || old.Height != next.Height;
        var output = new StringBuilder();
        if (fresh) output.Append("\e[0m\e[2J");
        var pen = new Pen(output, colours);
        for (var y = 0; y < next.Height; y++) Row(fresh ? null : old, next, y, pen);
        if (output.Length == 0 && old?.Cursor == next.Cursor) return "";
        pen.Reset();
        var cursor = next.Cursor is var (x, line) ? $"{Move(x, line)}{ShowCursor}" : "";
        return $"{BeginUpdate}{HideCursor}{output}{cursor}{EndUpdate}";
    }

    static void Row(CellBuffer? old, CellBuffer next, int y, Pen pen)
    {
        for (var x = 0; x < next.Width; x++)
        {
            var cell = next[x, y];
            // The right half is drawn with the left one.
            if (cell.Text.Length == 0) continue;
            var wide = x + 1 < next.Width && next[x + 1, y].Text.Length == 0;
            var same = old is null
                ? cell == Cell.Blank
                : old[x, y] == cell && (!wide || old[x + 1, y] == next[x + 1, y]);
            if (!same) pen.Draw(x, y, cell, wide ? 2 : 1);
        }
    }

    static string Move(int x, int y) => string.Create(CultureInfo.InvariantCulture, $"\e[{y + 1};{x + 1}H");

    /// <summary>Writes cells and remembers where the terminal's cursor is and how it writes.</summary>
    sealed class Pen(StringBuilder output, bool colours)
    {
        int _x = -1, _y = -1;
        Style _style = Style.Plain;

        public void Draw(int x, int y, Cell cell, int width)
        {
            if (_x != x || _y != y) output.Append(Move(x, y));
            if (cell.Style != _style) Turn(cell.Style);
            output.Append(cell.Text);
            // Terminals differ on how wide a cluster of several code points is: after one, say again where to go on.
            var certain = cell.Text.Length == 1 || (cell.Text.Length == 2 && char.IsHighSurrogate(cell.Text[0]));
            (_x, _y) = certain ? (x + width, y) : (-1, -1);
        }

        public void Reset()
        {
            if (_style != Style.Plain) Turn(Style.Plain);
        }

        void Turn(Style style)
        {
            _style = style;
            output.Append("\e[0");
            if (style.Looks.HasFlag(Looks.Bold)) output.Append(";1");
            if (style.Looks.HasFlag(Looks.Dim)) output.Append(";2");
            if (style.Looks.HasFlag(Looks.Underline)) output.Append(";4");
            if (style.Looks.HasFlag(Looks.Reverse)) output.Append(";7");
            if (colours) Colour(style.Foreground, 30, 90, 38);
            if (colours) Colour(style.Background, 40, 100, 48);
            output.Append('m');
        }

        void Colour(int colour, int dark, int bright, int indexed) => output.Append(colour switch
        {
            < 0 => "",
            < 8 => $";{dark + colour}",
            < 16 => $";{bright + colour - 8}",
            _ => $";{indexed};5;{colour}",
        });
    }
}
