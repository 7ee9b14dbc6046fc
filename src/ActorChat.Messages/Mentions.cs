using System.Globalization;
using System.Text;

namespace ActorChat.Messages;

/// <summary>
/// <c>@name</c> in a text. Where a name ends is known only to those who know the names: in scripts without blanks it stands between other
/// signs, so a mention is a list of names that may be meant, the longest first.
/// </summary>
public static class Mentions
{
    /// <summary>Most that count in one message: each is a letter.</summary>
    public const int Max = 10;

    /// <summary>The mentions in a text in their order, each with the names that may be meant, the longest first.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> In(string text)
    {
        List<IReadOnlyList<string>> found = [];
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0 && found.Count < Max; at = text.IndexOf('@', at + 1))
        {
            if (!IsInside(text, at) && Candidates(text, at + 1) is { Count: > 0 } names
                && !found.Exists(one => Names.Same(one[0], names[0])))
            {
                found.Add(names);
            }
        }
        return found;
    }

    /// <summary>The names in a text, each once, in their order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isName">Whether somebody who can be meant has such a name.</param>
    public static IReadOnlyList<string> In(string text, Func<string, bool> isName) =>
        [.. In(text).Select(names => names.FirstOrDefault(isName)).OfType<string>().DistinctBy(Names.Fold)];

    /// <summary>Whether a user is named, as far as one can tell who does not know all the others.</summary>
    public static bool Has(string text, string user) => In(text, name => Names.Same(name, user)).Count > 0;

    // Not within an address: mail@example.org mentions nobody. A sign of a script without blanks is no part of an address.
    static bool IsInside(string text, int at)
    {
        if (at == 0) return false;
        var before = Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var rune, out _) == System.Buffers.OperationStatus.Done ? rune
            : Rune.ReplacementChar;
        return before.Value is '@' or '.' or '_' or '/' or '-' || (IsOfName(before) && !IsSign(before));
    }

    static List<string> Candidates(string text, int start)
    {
        List<int> ends = [];
        var (end, last) = (start, default(Rune));
        while (end < text.Length && end - start < Names.MaxChars && Rune.TryGetRuneAt(text, end, out var rune)
            && (IsOfName(rune) || rune.Value is '.' or '_' or '-'))
        {
            // Between two letters a name ends only where scripts without blanks begin or go on; a mark belongs to its letter.
            if (end > start && !IsMark(rune) && (IsSign(rune) || IsSign(last))) ends.Add(end);
            if (!IsMark(rune)) last = rune;
            end += rune.Utf16SequenceLength;
        }
        ends.Add(end);
        ends.Reverse();
        return [.. ends.Select(to => Names.User(text[start..to].TrimEnd('.', '-'))).OfType<string>().DistinctBy(Names.Fold)];
    }

    static bool IsOfName(Rune rune) => Rune.IsLetterOrDigit(rune) || IsMark(rune);

    static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Kana, Han and Hangul, Thai, Lao, Myanmar and Khmer: what follows a name stands right behind it.
    static bool IsSign(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30ff) or (>= 0x3400 and <= 0x9fff) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff)
            or (>= 0x20000 and <= 0x3ffff)
        or (>= 0x0e00 and <= 0x0eff) or (>= 0x1000 and <= 0x109f) or (>= 0x1780 and <= 0x17ff);
}
