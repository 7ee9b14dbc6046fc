using System.Globalization;
using System.Text;

namespace ActorChat.Node.Searching;

/// <summary>
/// The words of a text, in the form in which they are looked for: lower-case, without diacritics, compatible forms made one. In scripts
/// without spaces every sign is a word. Pure: the same in what is indexed and in what is asked.
/// </summary>
public static class SearchWords
{
    /// <summary>Longer words count by their beginning: so is everything that is no word, such as a key.</summary>
    public const int MaxWordChars = 64;

    /// <summary>The words of a text and where in it they begin, in order.</summary>
    public static IReadOnlyList<(string Word, int Start)> Of(string text)
    {
        var words = new List<(string, int)>();
        var word = new StringBuilder();
        var (at, start) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var isAlone = IsAlone(rune);
            if (isAlone || !IsInWords(rune)) Take();
            if (IsInWords(rune))
            {
                if (word.Length == 0) start = at;
                if (word.Length < MaxWordChars) Fold(rune, word);
                if (isAlone) Take();
            }
            at += rune.Utf16SequenceLength;
        }
        Take();
        return words;

        void Take()
        {
            if (word.Length > 0) words.Add((word.ToString(), start));
            word.Clear();
        }
    }

    static void Fold(Rune rune, StringBuilder word)
    {
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(part)) word.Append(Rune.ToLowerInvariant(part).ToString());
        }
    }

    // Marks that stand for themselves end no word; folding leaves them out.
    static bool IsInWords(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Kana and Han, Thai, Lao, Myanmar and Khmer are written without spaces.
    static bool IsAlone(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30ff) or (>= 0x3400 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff)
        or (>= 0x0e00 and <= 0x0eff) or (>= 0x1000 and <= 0x109f) or (>= 0x1780 and <= 0x17ff);
}
