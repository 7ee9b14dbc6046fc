using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ActorChat.Tui.Text;

namespace ActorChat.Tests.Tui;

/// <summary>A terminal of one row that knows cursor moves and clearing, and has its own idea of how wide things are.</summary>
sealed partial class FakeTerminal(int width, Func<string, IEnumerable<(string Text, int Width)>> reading)
{
    // "" is the right half of the wide one before it.
    readonly string[] _cells = [.. Enumerable.Repeat(" ", width)];
    int _x;

    public string Text => string.Concat(_cells);

    public string this[int x] => _cells[x];

    /// <summary>As this program counts.</summary>
    public static IEnumerable<(string Text, int Width)> ByCluster(string text) =>
        CellWidth.Graphemes(text).Select(one => (one.Text, one.Width));

    /// <summary>As terminals count that know nothing of clusters: skin tones and flags are pictures of their own.</summary>
    public static IEnumerable<(string Text, int Width)> ByCodePoint(string text) =>
        text.EnumerateRunes().Select(rune => (rune.ToString(), CellWidth.Of(rune.ToString())));

    /// <summary>As terminals count that take one cell for what may be text or a picture.</summary>
    public static IEnumerable<(string Text, int Width)> Narrow(string text) =>
        CellWidth.Graphemes(text).Select(one => (one.Text, Math.Min(one.Width, CellWidth.Of(Rune.GetRuneAt(one.Text, 0).ToString()))));

    public void Write(string bytes)
    {
        var at = 0;
        foreach (Match sequence in Sequence().Matches(bytes))
        {
            Print(bytes[at..sequence.Index]);
            at = sequence.Index + sequence.Length;
            if (sequence.Value.EndsWith('J')) Array.Fill(_cells, " ");
            if (sequence.Value.EndsWith('H')) _x = int.Parse(sequence.Value[..^1].Split(';')[1], CultureInfo.InvariantCulture) - 1;
        }
        Print(bytes[at..]);
    }

    void Print(string text)
    {
        foreach (var (cluster, cells) in reading(text))
        {
            if (cells == 0) continue;
            // Nothing is wrapped: what has no room is not drawn.
            if (_x + cells > width) continue;
            for (var i = 0; i < cells; i++) Part(_x + i);
            _cells[_x] = cluster;
            for (var i = 1; i < cells; i++) _cells[_x + i] = "";
            _x += cells;
        }
    }

    void Part(int x)
    {
        if (_cells[x].Length == 0 && x > 0) _cells[x - 1] = " ";
        if (x + 1 < width && _cells[x + 1].Length == 0) _cells[x + 1] = " ";
        _cells[x] = " ";
    }

    [GeneratedRegex(@"\e\[[?0-9;]*[A-Za-z]")]
    private static partial Regex Sequence();
}
