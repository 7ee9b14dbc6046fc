using System.Drawing;
using System.Globalization;
using System.Text;
using ActorChat.Tui.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Region = Terminal.Gui.Drawing.Region;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// A rectangle of the screen to draw on, from its own left upper corner. Text is laid into Terminal.Gui's cells by grapheme clusters,
/// each as wide as
/// <see cref="CellWidth"/> says: Terminal.Gui counts other widths for some and would tear them.
/// </summary>
/// <param name="buffer">The cells of the whole screen.</param>
/// <param name="place">The rectangle, on the screen.</param>
/// <param name="colours">False (NO_COLOR): bold, dim and reverse only.</param>
sealed class Canvas(IOutputBuffer buffer, Rectangle place, bool colours = true)
{
    // Null: nothing lies over this rectangle.
    readonly Region? _clip = Whole(buffer, place) ? null : buffer.Clip;

    public int Width => place.Width;

    public int Height => place.Height;

    /// <summary>
    /// Writes text from (x, y) on, at most <paramref name="cells"/> cells, and returns how many it took. Control characters
    /// draw nothing, a mark without a letter is put on a space, a wide character that would be cut in two becomes a space.
    /// </summary>
    public int Put(int x, int y, string text, Style style, int cells = int.MaxValue)
    {
        if (y < 0 || y >= Height || x < 0) return 0;
        var end = (int)Math.Min(Width, (long)x + cells);
        var at = x;
        foreach (var grapheme in CellWidth.Graphemes(text))
        {
            if (at >= end) break;
            if (grapheme.Width == 0)
            {
                if (char.IsControl(grapheme.Text[0]) || IsInvisible(grapheme.Text)) continue;
                Set(at++, y, " " + grapheme.Text, style);
                continue;
            }
            if (at + grapheme.Width > end)
            {
                Set(at++, y, " ", style);
                break;
            }
            Set(at, y, grapheme.Text, style, wide: grapheme.Width == 2);
            at += grapheme.Width;
        }
        return at - x;
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(int x, int y, int width, int height, Style style, string text = " ")
    {
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
        {
            for (var column = Math.Max(0, x); column < Math.Min(Width, x + width); column++) Set(column, row, text, style);
        }
    }

    /// <summary>Nothing but spaces.</summary>
    public void Clear() => Fill(0, 0, Width, Height, Style.Plain);

    static bool Whole(IOutputBuffer buffer, Rectangle place)
    {
        if (buffer.Clip is not { } clip) return true;
        var rest = clip.Clone();
        rest.Intersect(place);
        return rest.GetRectangles() is [var only] && only == Rectangle.Intersect(place, new Rectangle(0, 0, buffer.Cols, buffer.Rows));
    }

    // Joiners and selectors alone, such as a text of nothing else; and halves of characters.
    static bool IsInvisible(string cluster) =>
        cluster.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);

    void Set(int x, int y, string text, Style style, bool wide = false)
    {
        var (column, row) = (place.X + x, place.Y + y);
        var cells = buffer.Contents!;
        if (row < 0 || row >= cells.GetLength(0) || column < 0 || column + (wide ? 1 : 0) >= cells.GetLength(1)) return;
        if (_clip is not null && !_clip.Contains(column, row)) return;
        var look = Palette.Of(colours ? style : style.In(-1).On(-1));
        Part(cells, column, row);
        if (wide) Part(cells, column + 1, row);
        cells[row, column] = new Cell(look, true, text);
        if (wide) cells[row, column + 1] = new Cell(look, true, "");
        buffer.DirtyLines[row] = true;
    }

    // A wide character of which a half is drawn over leaves a space, not a ghost.
    static void Part(Cell[,] cells, int column, int row)
    {
        if (cells[row, column].Grapheme.Length == 0 && column > 0) Blank(cells, column - 1, row);
        else if (column + 1 < cells.GetLength(1) && cells[row, column + 1].Grapheme.Length == 0) Blank(cells, column + 1, row);
        Blank(cells, column, row);
    }

    static void Blank(Cell[,] cells, int column, int row) => cells[row, column] = new Cell(cells[row, column].Attribute, true, " ");
}
