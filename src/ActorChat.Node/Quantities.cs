using System.Buffers;
using System.Globalization;

namespace ActorChat.Node;

/// <summary>
/// Durations and sizes as HOCON writes them: <c>10s</c>, <c>200ms</c>, <c>64 KiB</c>. A duration always has its unit: 10 of what?
/// </summary>
public static class Quantities
{
    /// <summary>Longest duration: a hundred years, so that an instant plus a duration is always an instant.</summary>
    public static TimeSpan LongestDuration { get; } = TimeSpan.FromDays(36_500);

    // The first name of each is the one that is written.
    static readonly (decimal Factor, string[] Names)[] DurationUnits =
    [
        (TimeSpan.TicksPerDay, ["d", "day", "days"]),
        (TimeSpan.TicksPerHour, ["h", "hour", "hours"]),
        (TimeSpan.TicksPerMinute, ["m", "minute", "minutes"]),
        (TimeSpan.TicksPerSecond, ["s", "second", "seconds"]),
        (TimeSpan.TicksPerMillisecond, ["ms", "milli", "millis", "millisecond", "milliseconds"]),
        (TimeSpan.TicksPerMicrosecond, ["us", "micro", "micros", "microsecond", "microseconds"]),
        (0.01m, ["ns", "nano", "nanos", "nanosecond", "nanoseconds"]),
    ];

    static readonly (decimal Factor, string[] Names)[] SizeUnits =
    [
        (1L << 50, ["PiB", "P", "p", "Pi", "pebibyte", "pebibytes"]),
        (1L << 40, ["TiB", "T", "t", "Ti", "tebibyte", "tebibytes"]),
        (1L << 30, ["GiB", "G", "g", "Gi", "gibibyte", "gibibytes"]),
        (1L << 20, ["MiB", "M", "m", "Mi", "mebibyte", "mebibytes"]),
        (1L << 10, ["KiB", "K", "k", "Ki", "kibibyte", "kibibytes"]),
        (1, ["B", "b", "byte", "bytes", ""]),
        (1e15m, ["PB", "petabyte", "petabytes"]),
        (1e12m, ["TB", "terabyte", "terabytes"]),
        (1e9m, ["GB", "gigabyte", "gigabytes"]),
        (1e6m, ["MB", "megabyte", "megabytes"]),
        (1e3m, ["kB", "kilobyte", "kilobytes"]),
    ];

    /// <summary>The duration; null when the text is none, or one beyond <see cref="LongestDuration"/>.</summary>
    public static TimeSpan? Duration(string text) =>
        Parse(text, DurationUnits) is { } ticks && ticks <= LongestDuration.Ticks ? TimeSpan.FromTicks((long)decimal.Round(ticks)) : null;

    /// <summary>The size in bytes; null when the text is none, or has parts of a byte.</summary>
    public static long? Size(string text) =>
        Parse(text, SizeUnits) is { } bytes && bytes <= long.MaxValue && decimal.IsInteger(bytes) ? (long)bytes : null;

    /// <summary>The shortest text for it.</summary>
    public static string Format(TimeSpan duration) => Format(duration.Ticks, "", DurationUnits);

    /// <summary>The shortest text for a size in bytes.</summary>
    public static string FormatSize(long bytes) => Format(bytes, " ", SizeUnits);

    static readonly SearchValues<char> NumberChars = SearchValues.Create("0123456789.");

    static decimal? Parse(string text, (decimal Factor, string[] Names)[] units)
    {
        var trimmed = text.Trim();
        var end = trimmed.AsSpan().IndexOfAnyExcept(NumberChars);
        var (digits, unit) = end < 0 ? (trimmed, "") : (trimmed[..end], trimmed[end..].TrimStart());
        var factor = Array.Find(units, one => one.Names.Contains(unit, StringComparer.Ordinal)).Factor;
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint;
        // More digits than any real value has would overflow in the product.
        if (factor == 0 || digits.Length > 12 || !decimal.TryParse(digits, Plain, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }
        return number * factor;
    }

    static string Format(decimal value, string space, (decimal Factor, string[] Names)[] units)
    {
        var (factor, names) = Array.Find(units, one => value != 0 && value % one.Factor == 0);
        if (names is null) (factor, names) = units.First(one => one.Names[0] is "s" or "B");
        return string.Create(CultureInfo.InvariantCulture, $"{value / factor:0.#######}{space}{names[0]}");
    }
}
