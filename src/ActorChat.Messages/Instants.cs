using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ActorChat.Messages;

/// <summary>
/// Moments as sentences and requests have them: a node knows nobody's time zone, so it says and takes each with its offset.
/// </summary>
public static partial class Instants
{
    /// <summary>What is said to a time without an offset, which would be another moment on every node.</summary>
    public const string OffsetMissing =
        "offset missing: end the time with Z or an offset, such as 2026-12-24T18:30:00Z or 2026-12-24T18:30:00+01:00";

    const string Minutes = "yyyy-MM-dd HH:mm";

    /// <summary>A moment in a node's sentence, such as <c>2026-11-29 22:10 UTC</c>.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString($"{Minutes} 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A node's sentence with its moments by the reader's clock.</summary>
    public static string In(string sentence, TimeZoneInfo zone) => !sentence.Contains(" UTC", StringComparison.Ordinal) ? sentence
        : Form().Replace(sentence,
            found => DateTimeOffset.TryParseExact(
            found.Groups[1].Value, Minutes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? TimeZoneInfo.ConvertTime(at, zone).ToString(Minutes, CultureInfo.InvariantCulture) : found.Value);

    [GeneratedRegex(@"\b([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}) UTC\b", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>Reads a moment from a request: one without an offset is refused, for it would be read in the node's own time zone.</summary>
sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var at)) throw new JsonException();
        var text = reader.GetString()!;
        var clock = text.IndexOf('T', StringComparison.Ordinal);
        return clock >= 0 && text.AsSpan(clock).IndexOfAny('Z', '+', '-') >= 0 ? at : throw new JsonException(Instants.OffsetMissing);
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
