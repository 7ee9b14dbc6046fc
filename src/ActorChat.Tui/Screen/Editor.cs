using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>
/// The text in the input bar and the cursor in it, with Emacs' ways of moving and killing. Never stops inside a character.
/// </summary>
/// <param name="Text">What is written; may hold line feeds.</param>
/// <param name="Cursor">In UTF-16 code units, between two grapheme clusters.</param>
/// <param name="Killed">What the last kill took, for yanking.</param>
sealed record Editor(string Text = "", int Cursor = 0, string Killed = "")
{
    /// <summary>Longest text that is taken: a little more than a message may have, so that one can see that it is too long.</summary>
    public const int MaxChars = 16_000;

    /// <summary>With this text and the cursor at its end.</summary>
    public Editor With(string text) => this with { Text = text, Cursor = text.Length };

    public Editor Insert(string text)
    {
        if (Text.Length + text.Length > MaxChars) text = text[..Math.Max(0, MaxChars - Text.Length)];
        return this with { Text = Text.Insert(Cursor, text), Cursor = Cursor + text.Length };
    }

    /// <summary>As <see cref="Insert"/>, apart from a word that stands before it.</summary>
    public Editor InsertWord(string text) => Insert(Cursor > 0 && !char.IsWhiteSpace(Text[Cursor - 1]) ? $" {text}" : text);

    /// <summary>With the characters from <paramref name="start"/> to the cursor replaced.</summary>
    public Editor ReplaceBack(int start, string text) =>
        this with { Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(Cursor)), Cursor = start + text.Length };

    public Editor Left => this with { Cursor = Previous(Cursor) };

    public Editor Right => this with { Cursor = Next(Cursor) };

    public Editor Home => this with { Cursor = LineStart };

    public Editor End => this with { Cursor = LineEnd };

    public Editor WordLeft => this with { Cursor = WordStart };

    public Editor WordRight => this with { Cursor = WordEnd };

    public Editor Backspace => Remove(Previous(Cursor), Cursor);

    public Editor Delete => Remove(Cursor, Next(Cursor));

    public Editor KillToStart => Kill(LineStart, Cursor);

    public Editor KillToEnd => Kill(Cursor, LineEnd == Cursor ? Next(Cursor) : LineEnd);

    public Editor KillWordLeft => Kill(WordStart, Cursor);

    /// <summary>As the shell's Ctrl+W: back to the last space.</summary>
    public Editor KillToSpace
    {
        get
        {
            var start = Cursor;
            while (start > 0 && char.IsWhiteSpace(Text[start - 1])) start--;
            while (start > 0 && !char.IsWhiteSpace(Text[start - 1])) start--;
            return Kill(start, Cursor);
        }
    }

    public Editor KillWordRight => Kill(Cursor, WordEnd);

    public Editor Yank => Insert(Killed);

    /// <summary>Swaps the characters before and after the cursor; at the end, the last two.</summary>
    public Editor Transpose
    {
        get
        {
            var middle = Cursor == Text.Length ? Previous(Cursor) : Cursor;
            if (middle == 0 || middle == Text.Length) return this;
            int start = Previous(middle), end = Next(middle);
            var swapped = string.Concat(Text.AsSpan(middle, end - middle), Text.AsSpan(start, middle - start));
            return this with { Text = string.Concat(Text.AsSpan(0, start), swapped, Text.AsSpan(end)), Cursor = end };
        }
    }

    int LineStart => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    int LineEnd => Text.IndexOf('\n', Cursor) is var at and >= 0 ? at : Text.Length;

    int WordStart
    {
        get
        {
            var start = Cursor;
            while (start > 0 && !IsWord(Text[start - 1])) start = Previous(start);
            while (start > 0 && IsWord(Text[start - 1])) start = Previous(start);
            return start;
        }
    }

    int WordEnd
    {
        get
        {
            var end = Cursor;
            while (end < Text.Length && !IsWord(Text[end])) end = Next(end);
            while (end < Text.Length && IsWord(Text[end])) end = Next(end);
            return end;
        }
    }

    // Surrogates and marks belong to letters here: pictures and decomposed letters are words too.
    static bool IsWord(char character) =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character is >= '\u0300' and <= '\u036f' or '_';

    Editor Remove(int start, int end) => this with { Text = Text.Remove(start, end - start), Cursor = start };

    Editor Kill(int start, int end) => end > start ? Remove(start, end) with { Killed = Text[start..end] } : this;

    int Previous(int from) =>
        CellWidth.Graphemes(Text).Where(grapheme => grapheme.Start < from).Select(grapheme => grapheme.Start).LastOrDefault();

    int Next(int from) =>
        CellWidth.Graphemes(Text).Where(grapheme => grapheme.Start > from).Select(grapheme => (int?)grapheme.Start).FirstOrDefault()
        ?? Text.Length;
}
