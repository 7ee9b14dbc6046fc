using System.Globalization;
using System.Text;

namespace ActorChat.Messages;

/// <summary>
/// Names of users and rooms: letters and digits of any script, <c>_ - .</c>; NFC-normalised; unique without regard to
/// case; shown as first written.
/// </summary>
public static class Names
{
    /// <summary>Longest name, in UTF-16 code units after normalisation.</summary>
    public const int MaxChars = 32;

    /// <summary>Shortest name of a user; a room may have a name of one character.</summary>
    public const int MinUserChars = 2;

    /// <summary>The room that exists always and that everyone is in.</summary>
    public const string Global = "Global";

    /// <summary>The name as it is kept and shown, or null when it is not a user's name.</summary>
    public static string? User(string raw) => Normalise(raw) is { Length: >= MinUserChars } name ? name : null;

    /// <summary>The name as it is kept and shown, or null when it is not a room's name.</summary>
    public static string? Room(string raw) => Normalise(raw);

    /// <summary>The form in which names are compared, and in which they stand in entity ids.</summary>
    /// <remarks>Any text may be folded, to be looked up; what is no Unicode text stays unnormalised, and nobody's name.</remarks>
    public static string Fold(string name) => Ascii.IsValid(name) ? name.ToLowerInvariant() : IsUnicode(name)
        ? name.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC)
        : name.ToLowerInvariant();

    /// <summary>Whether two names mean the same user or room.</summary>
    public static bool Same(string one, string other) => Fold(one) == Fold(other);

    static string? Normalise(string raw)
    {
        if (raw.Length is 0 or > MaxChars * 4 || !IsUnicode(raw)) return null;
        var name = raw.Normalize(NormalizationForm.FormC);
        return name.Length <= MaxChars && AreAllowed(name) && !Rune.GetRuneAt(name, 0).Equals(new Rune('.')) ? name : null;
    }

    // What can be normalised: no surrogate alone, and not the noncharacter that a mark of the byte order turns into.
    static bool IsUnicode(string raw)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\ufffe') return false;
            if (!char.IsSurrogate(raw[i])) continue;
            if (!char.IsHighSurrogate(raw[i]) || i + 1 == raw.Length || !char.IsLowSurrogate(raw[++i])) return false;
        }
        return true;
    }

    static bool AreAllowed(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (!IsAllowed(rune)) return false;
        }
        return true;
    }

    // Combining marks belong to the letters of many scripts, so they count as letters here.
    static bool IsAllowed(Rune rune) =>
        rune.Value is '_' or '-' or '.'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
