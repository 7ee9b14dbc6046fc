using System.Globalization;
using System.Text;
using ActorChat.Tui.Text;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// The cells that stand on the terminal, and what turns them into the next ones. Terminals do not agree about the width of clusters of
/// several code points: after one of those the next cell is addressed anew, what a narrower reading would leave is cleared before, and what
/// a wider reading would have covered is written again after it.
/// </summary>
/// <param name="few">The terminal has 16 colours and no more.</param>
sealed class FrameRows(bool few = false)
{
    (string Text, Attribute Look)[,] _shown = new (string, Attribute)[0, 0];
    bool _forgotten = true;

    /// <summary>What stands there is not known any more.</summary>
    public void Forget() => _forgotten = true;

    /// <summary>Appends what leads from the cells that stand there to these.</summary>
    public void Draw(Cell[,] next, StringBuilder output)
    {
        int height = next.GetLength(0), width = next.GetLength(1);
        var fresh = _forgotten || _shown.GetLength(0) != height || _shown.GetLength(1) != width;
        if (fresh)
        {
            _shown = new (string, Attribute)[height, width];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++) _shown[y, x] = (" ", Palette.Of(Style.Plain));
            }
            _forgotten = false;
            output.Append("\e[0m\e[2J");
        }
        var pen = new Pen(output, few);
        for (var y = 0; y < height; y++) Row(next, y, width, pen);
        pen.Reset();
    }

    void Row(Cell[,] next, int y, int width, Pen pen)
    {
        // Cells before this column may have been drawn over by a cluster that this terminal takes for wider.
        var covered = 0;
        for (var x = 0; x < width; x++)
        {
            var text = next[y, x].Grapheme is { Length: > 0 } some ? some : " ";
            var look = next[y, x].Attribute ?? Palette.Of(Style.Plain);
            var wide = x + 1 < width && next[y, x + 1].Grapheme is { Length: 0 };
            if (x < covered || _shown[y, x] != (text, look) || (wide && _shown[y, x + 1].Text.Length > 0))
            {
                // A plain character in place of an uncertain one: what that one covered stands there still.
                covered = Math.Max(covered, Math.Max(x + Cells.Most(text), x + Cells.Most(_shown[y, x].Text)));
                pen.Draw(x, y, text, look, wide ? 2 : 1);
                if (x > 0 && Cells.MaySoilTheOneBefore(text)) Again(x, y, pen);
                _shown[y, x] = (text, look);
                if (wide) _shown[y, x + 1] = ("", look);
            }
            if (wide) x++;
        }
    }

    // The cell before this column, if a terminal takes it as it is.
    void Again(int x, int y, Pen pen)
    {
        var before = x > 1 && _shown[y, x - 1].Text.Length == 0 ? x - 2 : x - 1;
        var (text, look) = _shown[y, before];
        if (Cells.AreCertain(text)) pen.Draw(before, y, text, look, x - before);
    }
}

/// <summary>How sure it is what a terminal makes of a cluster.</summary>
static class Cells
{
    /// <summary>Whether all terminals take as many cells for it as <see cref="CellWidth"/> says.</summary>
    public static bool AreCertain(string text) => text.Length == 1
        && text[0] is < '\u0300' or (>= '\u2010' and <= '\u2027') or (>= '\u2500' and <= '\u25ff')
            or (>= '\u3041' and <= '\u30ff' and not ('\u3099' or '\u309a')) or (>= '\u4e00' and <= '\u9fff')
                or (>= '\uac00' and <= '\ud7a3');

    /// <summary>Whether a terminal that does not know what it begins with, and drops that, puts the rest onto the cell before.</summary>
    public static bool MaySoilTheOneBefore(string text) =>
        text.EnumerateRunes().First() is { Value: >= 0x300 } first && text.Length > first.Utf16SequenceLength;

    /// <summary>The most cells that a terminal may take: each code point by itself, and what it does not know as two.</summary>
    public static int Most(string text) => AreCertain(text) ? CellWidth.Of(text)
        : text.EnumerateRunes().Sum(rune => rune.Value < 0x300 ? 1 : rune.Value > 0xffff ? 2 : CellWidth.Of(rune.ToString()) is 2 ? 2 : 1);
}

/// <summary>Writes cells and remembers where the terminal's cursor is and how it writes.</summary>
sealed class Pen(StringBuilder output, bool few)
{
    static readonly Attribute Plain = Palette.Of(Style.Plain);

    int _x = -1, _y = -1;
    Attribute _look = Plain;

    /// <summary>Draws a cluster of so many cells.</summary>
    public void Draw(int x, int y, string text, Attribute look, int width)
    {
        if (look != _look) Turn(look);
        var certain = Cells.AreCertain(text);
        if (!certain && width == 2)
        {
            // What a terminal that takes one cell for it would leave of the old text.
            Move(x, y);
            output.Append("  ");
            _x = -1;
        }
        if (_x != x || _y != y) Move(x, y);
        output.Append(text);
        (_x, _y) = certain ? (x + width, y) : (-1, -1);
    }

    /// <summary>Back to the terminal's own colours.</summary>
    public void Reset()
    {
        if (_look != Plain) Turn(Plain);
    }

    void Move(int x, int y) => output.Append(CultureInfo.InvariantCulture, $"\e[{y + 1};{x + 1}H");

    void Turn(Attribute look)
    {
        _look = look;
        output.Append("\e[0");
        if (look.Style.HasFlag(TextStyle.Bold)) output.Append(";1");
        if (look.Style.HasFlag(TextStyle.Faint)) output.Append(";2");
        if (look.Style.HasFlag(TextStyle.Underline)) output.Append(";4");
        if (look.Style.HasFlag(TextStyle.Reverse)) output.Append(";7");
        Colour(Number(look.Foreground), 30, 90, 38);
        Colour(Number(look.Background), 40, 100, 48);
        output.Append('m');
    }

    int Number(Color colour) => few ? Palette.Near(Palette.Number(colour)) : Palette.Number(colour);

    void Colour(int colour, int dark, int bright, int indexed) => _ = colour switch
    {
        < 0 => output,
        < 8 => output.Append(CultureInfo.InvariantCulture, $";{dark + colour}"),
        < 16 => output.Append(CultureInfo.InvariantCulture, $";{bright + colour - 8}"),
        _ => output.Append(CultureInfo.InvariantCulture, $";{indexed};5;{colour}"),
    };
}
