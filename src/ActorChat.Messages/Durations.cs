using System.Globalization;
using System.Text;

namespace ActorChat.Messages;

/// <summary>
/// Lengths of time as people write them: <c>45s</c>, <c>30m</c>, <c>1h</c>, <c>7d</c>, <c>2w</c>, also joined, as in <c>1h30m</c>.
/// </summary>
public static class Durations
{
    /// <summary>Longest text that is looked at.</summary>
    const int MaxChars = 32;

    // From the longest, as they stand in a text.
    static readonly (char Letter, long Seconds)[] Units = [('w', 604_800), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Longest duration: a hundred years, so that an instant plus a duration is always an instant.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(36_500);

    /// <summary>The duration, in whole seconds and longer than nothing; null when the text is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length is 0 or > MaxChars) return null;
        long seconds = 0, number = -1;
        var unit = -1;
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiDigit(letter))
            {
                number = (Math.Max(number, 0) * 10) + (letter - '0');
                if (number > Longest.TotalSeconds) return null;
                continue;
            }
            var next = Array.FindIndex(Units, known => known.Letter == letter);
            if (next <= unit || number < 0) return null;
            seconds += number * Units[next].Seconds;
            (unit, number) = (next, -1);
            if (seconds > Longest.TotalSeconds) return null;
        }
        return number < 0 && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>The shortest text for it, such as <c>1h30m</c>; parts of a second count as one.</summary>
    public static string Format(TimeSpan duration)
    {
        var left = (long)Math.Ceiling(Math.Max(0, duration.TotalSeconds));
        if (left == 0) return "0s";
        var text = new StringBuilder();
        // Weeks are for typing: 7d and 14d compare better.
        foreach (var (letter, seconds) in Units.AsSpan(1))
        {
            if (left < seconds) continue;
            text.Append(CultureInfo.InvariantCulture, $"{left / seconds}{letter}");
            left %= seconds;
        }
        return text.ToString();
    }
}
