using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// What is to be sent soon. A node refuses a time that has passed when it reads of it; how soon a time can be depends on how busy the
/// machine is. So a refused one is asked for again, twice as far ahead.
/// </summary>
static class Soon
{
    /// <summary>Schedules a message for a room, by raw frames; when it is due.</summary>
    public static async Task<DateTimeOffset> Schedule(WireClient client, string room, TimeSpan ahead, string text)
    {
        var due = DateTimeOffset.MinValue;
        await InTime(ahead, ahead =>
        {
            due = DateTimeOffset.UtcNow + ahead;
            return client.Ask("schedule", Invariant($"\"due\":\"{due:O}\",\"text\":\"{text}\",\"room\":\"{room}\""));
        });
        return due;
    }

    /// <summary>Schedules a message by the command.</summary>
    public static Task SendAt(PlainClient client, TimeSpan ahead, string placeAndText) =>
        InTime(ahead, ahead => client.Do(Invariant($"/send_at +{ahead.TotalSeconds:F0}s {placeAndText}")));

    static async Task InTime(TimeSpan ahead, Func<TimeSpan, Task<Frame>> schedule)
    {
        var answer = await schedule(ahead);
        while (answer.Code == ErrorCodes.BadTime) answer = await schedule(ahead *= 2);
        (answer.Type == "error" || answer.Has("error")).ShouldBeFalse($"{answer}");
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
