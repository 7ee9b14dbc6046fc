using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>A room's rules in words.</summary>
static class SettingText
{
    /// <summary>The settings, a line each, and what the user may still send.</summary>
    public static IReadOnlyList<string> Of(FeedState feed, DateTimeOffset now, TimeZoneInfo zone) =>
    [
        .. RoomSettings.AllNames.Select(name => $"{name} {feed.Settings.ValueOf(name)}"),
        feed.SendsLeft(now) is { } left ? $"You may send {Left(left, zone)}." : "You may send as much as you like.",
    ];

    /// <summary>Such as <c>12 more until 14:05</c>.</summary>
    public static string Left((int Left, DateTimeOffset? Resets) sends, TimeZoneInfo zone) => sends.Resets is { } resets
        ? string.Create(CultureInfo.InvariantCulture, $"{sends.Left} more until {TimeZoneInfo.ConvertTime(resets, zone):HH:mm}")
        : string.Create(CultureInfo.InvariantCulture, $"{sends.Left} more");
}
