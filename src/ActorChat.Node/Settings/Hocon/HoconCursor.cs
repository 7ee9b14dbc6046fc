using System.Globalization;
using System.Text;

namespace ActorChat.Node.Settings.Hocon;

/// <summary>A place in a text, and the words that begin there.</summary>
sealed class HoconCursor(string text, string source)
{
    // What HOCON lets stand in no text without quotes; + is let through, as types in .NET have it.
    const string NotInWords = "$\"{}[]:=,#`^?!@*&\\";

    readonly string text = text.ReplaceLineEndings("\n");
    int index;

    /// <summary>Whether nothing follows.</summary>
    public bool IsAtEnd => index >= text.Length;

    /// <summary>Whether quoted text follows.</summary>
    public bool IsAtQuote => Peek() == '"';

    /// <summary>Whether <c>${</c> follows.</summary>
    public bool IsAtSubstitution => Matches("${");

    /// <summary>What follows, for people.</summary>
    public string Shown => IsAtEnd ? "the end of the file" : Peek() == '\n' ? "the end of the line" : $"'{Peek()}'";

    /// <summary>The failure to read what stands at a place.</summary>
    public static SettingsException Wrong(string what, Place place) => new($"{place}: {what}.");

    /// <summary>The failure to read what follows.</summary>
    public SettingsException Wrong(string what) => Wrong(what, Place());

    /// <summary>Where it is.</summary>
    public Place Place() => PlaceOf(Math.Min(index, text.Length));

    /// <summary>Where it was so many letters before.</summary>
    public Place Back(int letters) => PlaceOf(index - letters);

    /// <summary>The next letter; none is <c>\0</c>.</summary>
    public char Peek() => IsAtEnd ? '\0' : text[index];

    /// <summary>Passes the letter, if it is the next.</summary>
    public bool TryTake(char letter)
    {
        if (IsAtEnd || text[index] != letter) return false;
        index++;
        return true;
    }

    /// <summary>Passes blanks, ends of lines and remarks.</summary>
    public void SkipBlanks()
    {
        do SkipSpaces();
        while (TryTake('\n'));
    }

    /// <summary>Passes blanks and a remark, to the end of the line at most.</summary>
    public void SkipSpaces()
    {
        TakeSpaces();
        if (IsAtRemark) index = text.IndexOf('\n', index) is >= 0 and var end ? end : text.Length;
    }

    /// <summary>Takes blanks.</summary>
    public string TakeSpaces() => TakeWhile(letter => letter != '\n' && (char.IsWhiteSpace(letter) || letter == '\uFEFF'));

    /// <summary>Takes a part of a setting's name; empty when none follows.</summary>
    public string TakeName() => TakeWhile(letter => letter is not ('.' or '+') && IsInWord(letter));

    /// <summary>Takes text without quotes, up to the next blank; empty when none follows.</summary>
    public string TakeWord() => TakeWhile(IsInWord);

    /// <summary>Takes quoted text, with one or with three quotes around it.</summary>
    public string TakeQuoted()
    {
        var opened = Place();
        if (Matches("\"\"\""))
        {
            var end = text.IndexOf("\"\"\"", index + 3, StringComparison.Ordinal);
            if (end < 0) throw Wrong("these three quotes are never closed", opened);
            // Quotes right before the three that close belong to the text.
            while (end + 3 < text.Length && text[end + 3] == '"') end++;
            var raw = text[(index + 3)..end];
            index = end + 3;
            return raw;
        }
        index++;
        var taken = new StringBuilder();
        while (true)
        {
            taken.Append(TakeWhile(letter => letter is not ('"' or '\\' or '\n')));
            if (TryTake('"')) return taken.ToString();
            if (!TryTake('\\')) throw Wrong("this quote is not closed in its line", opened);
            taken.Append(TakeEscaped());
        }
    }

    /// <summary>Takes <c>${path}</c> or <c>${?path}</c>.</summary>
    public Piece TakeSubstitution()
    {
        var opened = Place();
        index += 2;
        var optional = TryTake('?');
        var path = TakeWhile(letter => letter is not ('}' or '\n')).Trim();
        if (!TryTake('}') || path.Length == 0) throw Wrong("a substitution is written ${NAME}, or ${?NAME} when it may be missing", opened);
        return new(path, IsSubstitution: true, optional);
    }

    bool IsAtRemark => Peek() == '#' || Matches("//");

    bool IsInWord(char letter) => !char.IsWhiteSpace(letter) && !NotInWords.Contains(letter, StringComparison.Ordinal) && !IsAtRemark;

    bool Matches(string word) => string.CompareOrdinal(text, index, word, 0, word.Length) == 0;

    string TakeWhile(Func<char, bool> isPart)
    {
        var from = index;
        while (!IsAtEnd && isPart(text[index])) index++;
        return text[from..index];
    }

    string TakeEscaped()
    {
        var escaped = Peek();
        index++;
        if (escaped == 'u' && index + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(index, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            index += 4;
            return ((char)code).ToString();
        }
        return escaped switch
        {
            '"' or '\\' or '/' => escaped.ToString(),
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'b' => "\b",
            'f' => "\f",
            _ => throw Wrong(
                $"\\{escaped} is none of \\\" \\\\ \\/ \\n \\r \\t \\b \\f \\uXXXX; a backslash itself is written twice", Back(2)),
        };
    }

    Place PlaceOf(int letter)
    {
        var before = text.AsSpan(0, letter);
        return new(source, before.Count('\n') + 1, letter - before.LastIndexOf('\n'));
    }
}
