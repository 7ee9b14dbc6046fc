using System.Globalization;
using System.Text;

namespace ActorChat.Node.Searching;

/// <summary>
/// The words of a text, in the form in which they are looked for: lower-case, compatible forms made one (NFKC). Words end where Unicode
/// ends them
/// (UAX #29), but that addresses and file names are found by their parts. Marks belong to the letters of most scripts and stay; only the
/// accents of
/// Latin and Greek, which people leave out when they type, go. In scripts without spaces two signs that stand beside each other are a word.
/// Pure: the same in what is indexed and in what is asked.
/// </summary>
public static class SearchWords
{
    /// <summary>Longer words count by their beginning: so is everything that is no word, such as a key.</summary>
    public const int MaxWordChars = 64;

    /// <summary>The words under which a text is found and where in it they begin, in order.</summary>
    public static IReadOnlyList<(string Word, int Start)> Of(string text) => new Reader(text, asked: false).Words;

    /// <summary>The beginnings of words that a text must have to be found by this one.</summary>
    public static IReadOnlyList<string> Asked(string text) => [.. new Reader(text, asked: true).Words.Select(word => word.Word).Distinct()];

    sealed class Reader
    {
        readonly bool asked;
        readonly StringBuilder word = new();
        // The sign before, of a script without spaces, and where it began.
        string sign = "";
        int signStart, wordStart;
        bool signHasPair;

        public Reader(string text, bool asked)
        {
            this.asked = asked;
            for (var at = 0; at < text.Length;)
            {
                var length = LengthOf(text, at);
                Take(text, at, length);
                at += length;
            }
            EndWord();
            EndSigns();
        }

        public List<(string Word, int Start)> Words { get; } = [];

        void Take(string text, int at, int length)
        {
            var first = Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;
            if (!Rune.IsLetterOrDigit(first) && !(Joins(text, at, first) && word.Length > 0))
            {
                EndWord();
                EndSigns();
                return;
            }
            var folded = Fold(text.Substring(at, length));
            if (IsSign(first))
            {
                EndWord();
                TakeSign(folded, at);
                return;
            }
            EndSigns();
            if (word.Length == 0) wordStart = at;
            if (word.Length < MaxWordChars) word.Append(folded);
        }

        void TakeSign(string folded, int at)
        {
            if (sign.Length > 0) Words.Add((sign + folded, signStart));
            signHasPair = sign.Length > 0;
            (sign, signStart) = (folded, at);
        }

        // The last sign is found alone; whoever asks for it with the one before asks for the pair.
        void EndSigns()
        {
            if (sign.Length > 0 && !(asked && signHasPair)) Words.Add((sign, signStart));
            (sign, signHasPair) = ("", false);
        }

        void EndWord()
        {
            if (word.Length > 0) Words.Add((word.ToString(), wordStart));
            word.Clear();
        }
    }

    // A letter with the marks and the formatting characters that follow it (rule WB4).
    static int LengthOf(string text, int at)
    {
        var end = at + RuneLength(text, at);
        while (end < text.Length && Rune.TryGetRuneAt(text, end, out var next) && Extends(next)) end += next.Utf16SequenceLength;
        return end - at;
    }

    // The last two are the voicing marks of halfwidth kana, which Unicode counts as letters.
    static bool Extends(Rune rune) => rune.Value is 0xff9e or 0xff9f || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format;

    static int RuneLength(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) ? rune.Utf16SequenceLength : 1;

    // An apostrophe or a middle dot within a word (rules WB6 and WB7), a point or comma within a number (WB11 and WB12).
    static bool Joins(string text, int at, Rune rune)
    {
        if (at == 0 || at + 1 >= text.Length || !Rune.TryGetRuneAt(text, at + 1, out var after)) return false;
        var before = text[at - 1];
        return rune.Value switch
        {
            '\'' or '\u2019' or '\u00b7' or '\u05f4' or '\u05f3' => (char.IsLetter(before) || IsMark(before)) && Rune.IsLetter(after),
            '.' or ',' => char.IsDigit(before) && Rune.IsDigit(after),
            _ => false,
        };
    }

    static bool IsMark(char unit) =>
        char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    static string Fold(string letter)
    {
        var unicode = letter.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('\u2019', '\'');
        var folded = new StringBuilder(unicode.Length);
        foreach (var part in (HasLooseAccents(unicode) ? unicode.Normalize(NormalizationForm.FormD) : unicode).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.Format
                && !(HasLooseAccents(unicode) && part.Value is >= 0x300 and <= 0x36f))
            {
                folded.Append(part.ToString());
            }
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    // Latin and Greek. In other scripts a mark makes another letter, as of и and й, か and が, or is a vowel.
    static bool HasLooseAccents(string letter) => letter[0] is < '\u0400' or (>= '\u1e00' and <= '\u1fff');

    // Kana and Han, Thai, Lao, Myanmar and Khmer are written without spaces.
    static bool IsSign(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30ff) or (>= 0x3400 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff)
        or (>= 0x0e00 and <= 0x0eff) or (>= 0x1000 and <= 0x109f) or (>= 0x1780 and <= 0x17ff) or (>= 0xff66 and <= 0xff9f);
}
