using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ActorChat.Messages;

namespace ActorChat.Node.Chat;

/// <summary>
/// What a new name may be, by Unicode's security profile for identifiers (UTS #39): allowed characters only, highly restrictive scripts,
/// and names that look alike are one. Names from before go on: only who registers or makes a room is asked this.
/// </summary>
public static class NameProfile
{
    // More marks on one letter than any orthography needs only hide what stands around them.
    const int MaxMarks = 4;

    // Chinese, Japanese and Korean are written in several scripts, and with Latin between them.
    static readonly (string Written, string[] With)[] Together =
        [("Hanb", ["Hani", "Bopo"]), ("Jpan", ["Hani", "Hira", "Kana"]), ("Kore", ["Hani", "Hang"])];

    static readonly Dictionary<string, ulong> Bits = [];

    static readonly List<(int First, int Last, ulong Scripts)> Ranges = ReadScripts();

    static readonly FrozenDictionary<int, string> Prototypes = NameTables.Prototypes
        .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
        .ToFrozenDictionary(
            pair => Number(pair[0]), pair => string.Concat(pair[1].Split('+').Select(part => char.ConvertFromUtf32(Number(part)))));

    /// <summary>What is wrong with a new name that is one by its letters and length; null when nothing is.</summary>
    public static string? Fault(string name)
    {
        var (scripts, cjk) = (ulong.MaxValue, ulong.MaxValue);
        int? zero = null;
        var (marks, last) = (MaxMarks, default(Rune));
        foreach (var rune in name.EnumerateRunes())
        {
            if (ScriptsOf(rune.Value) is not { } used)
            {
                return string.Create(CultureInfo.InvariantCulture, $"the character U+{rune.Value:X4} can't stand in a name");
            }
            scripts &= used;
            if (used != Bits["Latn"]) cjk &= used;
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark ? marks + 1 : 0;
            if (marks > MaxMarks || (marks > 0 && rune == last)) return "it has marks without a letter of their own";
            if (category == UnicodeCategory.DecimalDigitNumber && (zero ??= ZeroOf(rune)) != ZeroOf(rune))
            {
                return "it mixes digits of several scripts";
            }
            last = rune;
        }
        var isWrittenTogether = (cjk & (Bits["Hanb"] | Bits["Jpan"] | Bits["Kore"])) != 0;
        return scripts == 0 && !isWrittenTogether ? "it mixes scripts that are not written together, such as Latin and Cyrillic" : null;
    }

    /// <summary>
    /// What a name looks like, as written and in small letters: names that share one of these can't be told apart. Each has the form of a
    /// name that is compared; usually it is the name itself.
    /// </summary>
    public static IReadOnlyList<string> LooksOf(string name) =>
        [.. new[] { Look(name), Look(Names.Fold(name.ToUpperInvariant())) }.Distinct()];

    // The skeleton of UTS #39, with case folded in full before it is compared.
    static string Look(string name)
    {
        var look = new StringBuilder(name.Length * 2);
        foreach (var rune in name.Replace("ß", "ss", StringComparison.Ordinal).Replace("ẞ", "SS", StringComparison.Ordinal)
            .Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            look.Append(Prototypes.TryGetValue(rune.Value, out var prototype) ? prototype : rune.ToString());
        }
        // By way of capitals, which makes one of letters that have several small forms.
        return Names.Fold(look.ToString().Normalize(NormalizationForm.FormD).ToUpperInvariant());
    }

    static ulong? ScriptsOf(int codePoint)
    {
        var (low, high) = (0, Ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < Ranges[middle].First) high = middle - 1;
            else if (codePoint > Ranges[middle].Last) low = middle + 1;
            else return Ranges[middle].Scripts;
        }
        return null;
    }

    static int ZeroOf(Rune digit) => digit.Value - (int)Rune.GetNumericValue(digit);

    static List<(int First, int Last, ulong Scripts)> ReadScripts() =>
    [
        .. from line in NameTables.Scripts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           let parts = line.Split(':')
           let scripts = parts[0].Split(' ').Aggregate(0UL, (bits, script) => bits | BitsOf(script))
           from range in parts[1].Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
           let ends = range.Split('-')
           let first = Number(ends[0])
           orderby first
           select (first, Number(ends[^1]), scripts),
    ];

    static ulong BitsOf(string script)
    {
        if (script is "Zyyy" or "Zinh") return ulong.MaxValue;
        var bits = BitOf(script);
        foreach (var (written, with) in Together)
        {
            if (with.Contains(script)) bits |= BitOf(written);
        }
        return bits;
    }

    static ulong BitOf(string script)
    {
        if (!Bits.TryGetValue(script, out var bit)) Bits[script] = bit = 1UL << Bits.Count;
        return bit;
    }

    static int Number(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
