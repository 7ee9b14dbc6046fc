using System.Buffers;
using System.Text;

namespace ActorChat.Messages;

/// <summary>What people write, made safe for other people's terminals.</summary>
public static class Texts
{
    /// <summary>
    /// The text without control characters (but line feed and tab), without characters that reorder a line, and without
    /// lone surrogates; carriage returns become line feeds.
    /// </summary>
    public static string Clean(string text)
    {
        // Nearly every text is clean, and stays as it is.
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAny(Controls)) return text;
        var clean = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!IsUnsafe(rune)) clean.Append(units[..rune.EncodeToUtf16(units)]);
        }
        return clean.ToString();
    }

    /// <summary>As <see cref="Clean"/>, on one line: line feeds and tabs become spaces.</summary>
    public static string CleanLine(string text) => Clean(text).Replace('\n', ' ').Replace('\t', ' ');

    static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Append(0x7f).Select(unit => (char)unit).Except(['\n', '\t'])]);

    // C0 and C1 controls drive terminals; U+202A..E and U+2066..9 turn the reading direction of what stands beside them.
    static bool IsUnsafe(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => false,
        < 0x20 or (>= 0x7f and <= 0x9f) => true,
        >= 0x202a and <= 0x202e => true,
        >= 0x2066 and <= 0x2069 => true,
        0x2028 or 0x2029 or 0xfeff or 0xfffd => true,
        _ => false,
    };
}
