using System.Globalization;
using System.Text;

namespace ActorChat.Tui.Text;

/// <summary>
/// How many terminal cells a text takes: 0, 1 or 2 for each grapheme cluster, the way terminals count (wcwidth, with
/// emoji sequences as one wide cluster).
/// </summary>
static class CellWidth
{
    const int VariationEmoji = 0xfe0f, ZeroWidthJoiner = 0x200d;

    // Inclusive ranges that are two cells wide: Unicode 15.1, East Asian Width W and F, and emoji shown as pictures.
    static readonly int[] Wide =
    [
        0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe, 0x2614, 0x2615,
        0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce,
        0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b,
        0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf,
        0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3,
        0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x16fe4, 0x17000, 0x18cff, 0x1aff0,
            0x1b2ff,
        0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f1e6, 0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c,
        0x1f37e, 0x1f393, 0x1f3a0, 0x1f3ca, 0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440,
        0x1f442, 0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595, 0x1f596, 0x1f5a4, 0x1f5a4,
        0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0, 0x1f6d2, 0x1f6d5, 0x1f6d7, 0x1f6dc, 0x1f6df, 0x1f6eb, 0x1f6ec,
        0x1f6f4, 0x1f6fc, 0x1f7e0, 0x1f7eb, 0x1f7f0, 0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70, 0x1faff,
        0x20000, 0x3fffd,
    ];

    /// <summary>The grapheme clusters of a text, each with its width. A mark without a letter before it is put on a space.</summary>
    public static IEnumerable<Grapheme> Graphemes(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = text[at] < 0x80 && (at + 1 == text.Length || text[at + 1] < 0x80) ? 1
                : StringInfo.GetNextTextElementLength(text, at);
            var cluster = text.Substring(at, length);
            yield return new Grapheme(cluster, OfCluster(cluster), at);
            at += length;
        }
    }

    /// <summary>The cells of a whole text.</summary>
    public static int Of(string text) => Graphemes(text).Sum(grapheme => grapheme.Width);

    /// <summary>The beginning of a text that fits, ending in <c>…</c> where something was cut off.</summary>
    public static string Fit(string text, int cells)
    {
        if (cells <= 0) return "";
        if (Of(text) <= cells) return text;
        var kept = new StringBuilder();
        var used = 0;
        foreach (var grapheme in Graphemes(text))
        {
            if (used + grapheme.Width > cells - 1) break;
            kept.Append(grapheme.Text);
            used += grapheme.Width;
        }
        return kept.Append('…').ToString();
    }

    static int OfCluster(string cluster)
    {
        if (cluster.Length == 1 && cluster[0] is >= ' ' and < '\u007f') return 1;
        var width = 0;
        var emoji = false;
        foreach (var rune in cluster.EnumerateRunes())
        {
            emoji |= rune.Value is VariationEmoji or ZeroWidthJoiner && width > 0;
            width = Math.Max(width, OfRune(rune));
        }
        return emoji && Rune.GetRuneAt(cluster, 0).Value > 0x7f && IsPicture(cluster) ? 2 : width;
    }

    // A joiner between the letters of a script does not make a picture of them.
    static bool IsPicture(string cluster) => Rune.GetUnicodeCategory(Rune.GetRuneAt(cluster, 0)) is UnicodeCategory.OtherSymbol;

    static int OfRune(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x20 || value is >= 0x7f and < 0xa0) return 0;
        if (value < 0x300) return 1;
        if (value is (>= 0x1160 and <= 0x11ff) or (>= 0xd7b0 and <= 0xd7ff) or (>= 0x1f3fb and <= 0x1f3ff)) return value >= 0x1f3fb ? 2 : 0;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            _ => IsWide(value) ? 2 : 1,
        };
    }

    static bool IsWide(int value)
    {
        if (value < Wide[0]) return false;
        int low = 0, high = (Wide.Length / 2) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (value < Wide[2 * middle]) high = middle - 1;
            else if (value > Wide[(2 * middle) + 1]) low = middle + 1;
            else return true;
        }
        return false;
    }
}

/// <summary>What a person sees as one character.</summary>
/// <param name="Text">All of its code points.</param>
/// <param name="Width">Cells: 0, 1 or 2.</param>
/// <param name="Start">Where it begins in its text, in UTF-16 code units.</param>
readonly record struct Grapheme(string Text, int Width, int Start);
