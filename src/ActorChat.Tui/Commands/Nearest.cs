namespace ActorChat.Tui.Commands;

/// <summary>The word that somebody probably meant.</summary>
static class Nearest
{
    // A word further away than this many single-letter mistakes is another word.
    const int MaxMistakes = 3;

    /// <summary>The candidate with the fewest mistakes, or null when none is near.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > 40) return null;
        return candidates
            .Select(candidate => (candidate, mistakes: Fewest(word.ToLowerInvariant(), candidate)))
            .Where(pair => pair.mistakes <= Math.Min(MaxMistakes, pair.candidate.Length / 2) || IsBeginning(word, pair.candidate))
            .OrderBy(pair => pair.mistakes)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    static bool IsBeginning(string word, string candidate) =>
        word.Length >= 2 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    // Also against the first word of the candidate: people type /join for /join_room.
    static int Fewest(string word, string candidate) => Math.Min(Mistakes(word, candidate), Mistakes(word, candidate.Split('_')[0]) + 1);

    // Levenshtein's distance, one row at a time.
    static int Mistakes(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
