using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// The 256 colours of terminals as Terminal.Gui's, which knows them by red, green and blue only: each number has its own shade, so that it
/// is found again when it is written. The first 16 are the user's own theme, whatever they look like.
/// </summary>
static class Palette
{
    const int Named = 16, Levels = 6, FirstGrey = 232, Count = 256;

    static readonly Color[] Colours = [.. Enumerable.Range(0, Count).Select(Shade)];

    // A shade that two numbers have is the first one's.
    static readonly Dictionary<Color, int> Numbers = Colours.Select((colour, number) => (colour, number))
        .DistinctBy(one => one.colour).ToDictionary(one => one.colour, one => one.number);

    /// <summary>A style as Terminal.Gui's attribute.</summary>
    public static Attribute Of(Style style)
    {
        var look = TextStyle.None;
        if (style.Looks.HasFlag(Looks.Bold)) look |= TextStyle.Bold;
        if (style.Looks.HasFlag(Looks.Dim)) look |= TextStyle.Faint;
        if (style.Looks.HasFlag(Looks.Underline)) look |= TextStyle.Underline;
        if (style.Looks.HasFlag(Looks.Reverse)) look |= TextStyle.Reverse;
        return new Attribute(Colour(style.Foreground), Colour(style.Background), look);
    }

    /// <summary>The number of a colour; -1 for the terminal's own, and for one that is not of this palette.</summary>
    public static int Number(Color colour) => colour == Color.None ? -1 : Numbers.GetValueOrDefault(colour, -1);

    /// <summary>The nearest of the first 8, for terminals that have no more than 16; a grey is the terminal's own colour.</summary>
    public static int Near(int number)
    {
        if (number < Named) return number;
        if (number >= FirstGrey) return -1;
        var colour = Colours[number];
        // What is there at three quarters of the strongest: an orange is red, a teal is cyan.
        var strong = Math.Max(colour.R, Math.Max(colour.G, colour.B)) * 3 / 4;
        return strong == 0 ? -1 : (colour.R > strong ? 1 : 0) | (colour.G > strong ? 2 : 0) | (colour.B > strong ? 4 : 0);
    }

    static Color Colour(int number) => number is >= 0 and < Count ? Colours[number] : Color.None;

    // As xterm has them.
    static Color Shade(int number)
    {
        if (number < Named)
        {
            // One step beside the cube's shades, which these are not.
            var on = number < 8 ? 0xcc : 0xfe;
            var off = number < 8 ? 0x01 : 0x56;
            return new Color((number & 1) != 0 ? on : off, (number & 2) != 0 ? on : off, (number & 4) != 0 ? on : off);
        }
        if (number >= FirstGrey)
        {
            var grey = 8 + (10 * (number - FirstGrey));
            return new Color(grey, grey, grey);
        }
        var cube = number - Named;
        return new Color(Level(cube / (Levels * Levels)), Level(cube / Levels % Levels), Level(cube % Levels));
    }

    static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);
}
