namespace ActorChat.Node.Searching;

/// <summary>The part of a message in which what was looked for stands.</summary>
public static class Snippet
{
    /// <summary>Longest snippet, in UTF-16 code units without the dots.</summary>
    public const int MaxChars = 160;

    // Of what stands before the first word found.
    const int Before = 40;

    /// <summary>The part of the text around the first of these words, on one line.</summary>
    public static string Of(string text, IReadOnlyList<string> beginnings)
    {
        var line = text.Replace('\n', ' ').Replace('\t', ' ');
        if (line.Length <= MaxChars) return line;
        var hit = SearchWords.Of(line)
            .FirstOrDefault(word => beginnings.Any(beginning => word.Word.StartsWith(beginning, StringComparison.Ordinal))).Start;
        var from = Math.Clamp(hit - Before, 0, line.Length - MaxChars);
        var to = from + MaxChars;
        if (from > 0 && char.IsLowSurrogate(line[from])) from++;
        if (to < line.Length && char.IsLowSurrogate(line[to])) to--;
        return $"{(from > 0 ? "…" : "")}{line[from..to]}{(to < line.Length ? "…" : "")}";
    }
}
