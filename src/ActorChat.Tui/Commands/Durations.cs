using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorChat.Tui.Commands;

/// <summary>Durations as people type them: <c>45s</c>, <c>30m</c>, <c>2h30m</c>, <c>7d</c>, <c>2w</c>.</summary>
static partial class Durations
{
    /// <summary>The duration, longer than nothing; null when the text is none.</summary>
    public static TimeSpan? Read(string text)
    {
        if (Form().Match(text) is not { Success: true } match) return null;
        var seconds = 0L;
        foreach (var (group, unit) in Units)
        {
            if (!match.Groups[group].Success) continue;
            seconds += long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) * unit;
        }
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    static readonly (string Group, long Seconds)[] Units = [("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];

    // Four digits of each unit: no sum of them overflows.
    [GeneratedRegex(@"\A(?=.)((?<w>\d{1,4})w)?((?<d>\d{1,4})d)?((?<h>\d{1,4})h)?((?<m>\d{1,4})m)?((?<s>\d{1,4})s)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
