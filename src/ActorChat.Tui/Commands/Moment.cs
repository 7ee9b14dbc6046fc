using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary>A time to come, as a person writes it: <c>18:30</c>, <c>2026-12-24 18:30</c>, <c>+2h30m</c>.</summary>
/// <param name="After">From now.</param>
/// <param name="Day">On this day; without one, the next time the clock shows it.</param>
/// <param name="Clock">In the user's time zone.</param>
sealed record Moment(TimeSpan? After, DateOnly? Day, TimeOnly? Clock)
{
    /// <summary>How a time is written, for usage sentences.</summary>
    public const string Form = "18:30, 2026-12-24 18:30 or +2h30m";

    /// <summary>Reads one; null when it is none.</summary>
    public static Moment? Read(string text)
    {
        if (text.StartsWith('+')) return Durations.Parse(text[1..]) is { } after ? new Moment(after, null, null) : null;
        if (ReadClock(text) is { } clock) return new Moment(null, null, clock);
        return text.Split(' ', 'T') is [var day, var time] && ReadDay(day) is { } date && ReadClock(time) is { } hour
            ? new Moment(null, date, hour) : null;
    }

    /// <summary>Whether this is the first half of a time with a day.</summary>
    public static bool IsDay(string text) => ReadDay(text) is not null;

    /// <summary>The instant; null when the clock is turned forward over it. Of an hour that comes twice, the first.</summary>
    public DateTimeOffset? At(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (After is { } after) return now + after;
        var here = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var day = Day ?? DateOnly.FromDateTime(here);
        if (Day is null && day.ToDateTime(Clock!.Value) <= here) day = day.AddDays(1);
        var local = day.ToDateTime(Clock!.Value);
        if (zone.IsInvalidTime(local)) return null;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    static TimeOnly? ReadClock(string text) =>
        TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;

    // The last day of the calendar has no day after it, and a zone may need one.
    static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1 and < 9999 ? day : null;
}
