namespace ActorChat.Tui.Text;

/// <summary>Text cut into lines that fit.</summary>
static class Wrapping
{
    const int TabCells = 4;

    /// <summary>
    /// The lines of a text, each at most <paramref name="cells"/> wide: broken at line feeds, else at the last space that
    /// fits, else within a word. At least one line. Tabs become spaces.
    /// </summary>
    /// <param name="firstCells">The width of the first line, where something stands before it.</param>
    public static IReadOnlyList<string> Lines(string text, int firstCells, int cells)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Replace("\t", new string(' ', TabCells), StringComparison.Ordinal).Split('\n'))
        {
            Wrap(paragraph, lines, firstCells, Math.Max(2, cells));
        }
        return lines;
    }

    static void Wrap(string paragraph, List<string> lines, int firstCells, int cells)
    {
        var start = 0;
        int used = 0, lastSpace = -1;
        var room = lines.Count == 0 ? Math.Max(2, firstCells) : cells;
        foreach (var grapheme in CellWidth.Graphemes(paragraph))
        {
            if (used + grapheme.Width > room && grapheme.Start > start)
            {
                // The space itself is swallowed by the break; a space that does not fit is the break.
                var at = grapheme.Text == " " ? grapheme.Start : lastSpace > start ? lastSpace : grapheme.Start;
                lines.Add(paragraph[start..at]);
                start = at < paragraph.Length && paragraph[at] == ' ' ? at + 1 : at;
                used = start <= grapheme.Start ? CellWidth.Of(paragraph[start..grapheme.Start]) : -1;
                room = cells;
                lastSpace = -1;
            }
            if (grapheme.Text == " ") lastSpace = grapheme.Start;
            used += grapheme.Width;
        }
        lines.Add(paragraph[Math.Min(start, paragraph.Length)..]);
    }
}
