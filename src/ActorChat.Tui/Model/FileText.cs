using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>The list of one's files in words, safe to draw.</summary>
static class FileText
{
    public static IReadOnlyList<string> Of(FileList list, TimeZoneInfo zone) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{list.Files.Count}{(list.More ? "+" : "")} "
            + $"{(list.Files.Count == 1 ? "file" : "files")}, {Size(list.UsedBytes)} of {Size(list.QuotaBytes)}"),
        .. list.Files.SelectMany(file => Of(file, zone)),
        .. list.More ? ["(and older ones)"] : Array.Empty<string>(),
    ];

    /// <summary>Such as <c>512 bytes</c>, <c>1.2 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };

    static IEnumerable<string> Of(FileEntry file, TimeZoneInfo zone) =>
    [
        Texts.CleanLine($"{file.Name}, {Size(file.Size)}{Dated(", of", file.At, zone)}{Dated(", until", file.Until, zone)}"),
        Texts.CleanLine($"    {file.Key}"),
    ];

    static string Dated(string word, DateTimeOffset? at, TimeZoneInfo zone) => at is { } time ? $"{word} {ReplyText.Time(time, zone)}" : "";
}
