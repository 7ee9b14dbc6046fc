using System.Text;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Terminal;

/// <summary>One place on the screen: a grapheme cluster, or "" for the right half of the wide one before it.</summary>
readonly record struct Cell(string Text, Style Style)
{
    /// <summary>A space in the terminal's own colours.</summary>
    public static Cell Blank { get; } = new(" ", Style.Plain);
}

/// <summary>A whole frame, drawn anew each time.</summary>
sealed class CellBuffer
{
    readonly Cell[] _cells;

    public CellBuffer(int width, int height)
    {
        (Width, Height) = (width, height);
        _cells = new Cell[width * height];
        Array.Fill(_cells, Cell.Blank);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Where the cursor stands; null hides it.</summary>
    public (int X, int Y)? Cursor { get; set; }

    public Cell this[int x, int y] => _cells[(y * Width) + x];

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
                Set(at++, y, new Cell(" " + grapheme.Text, style));
                continue;
            }
            if (at + grapheme.Width > end)
            {
                Set(at++, y, new Cell(" ", style));
                break;
            }
            Set(at, y, new Cell(grapheme.Text, style), wide: grapheme.Width == 2);
            at += grapheme.Width;
        }
        return at - x;
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(int x, int y, int width, int height, Style style, string text = " ")
    {
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
        {
            for (var column = Math.Max(0, x); column < Math.Min(Width, x + width); column++) Set(column, row, new Cell(text, style));
        }
    }

    /// <summary>The characters alone, a line each, without spaces at the ends.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        for (var y = 0; y < Height; y++)
        {
            var row = new StringBuilder();
            for (var x = 0; x < Width; x++) row.Append(this[x, y].Text);
            text.Append(row.ToString().TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    // Joiners and selectors alone, such as a text of nothing else.
    static bool IsInvisible(string cluster) =>
        cluster.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format);

    void Set(int x, int y, Cell cell, bool wide = false)
    {
        Part(x, y);
        if (wide) Part(x + 1, y);
        _cells[(y * Width) + x] = cell;
        if (wide) _cells[(y * Width) + x + 1] = cell with { Text = "" };
    }

    // A wide character of which a half is drawn over leaves a space, not a ghost.
    void Part(int x, int y)
    {
        var at = (y * Width) + x;
        if (_cells[at].Text.Length == 0) _cells[at - 1] = _cells[at - 1] with { Text = " " };
        else if (x + 1 < Width && _cells[at + 1].Text.Length == 0) _cells[at + 1] = _cells[at + 1] with { Text = " " };
        _cells[at] = _cells[at] with { Text = " " };
    }
}
