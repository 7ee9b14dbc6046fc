using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary><c>/send_at &lt;when&gt; &lt;room or @user&gt; &lt;message&gt;</c>: a time with a day has a space in it.</summary>
static class SendAtArguments
{
    public static Input Read(IReadOnlyList<string> given)
    {
        var (when, target, text) = (given[0], given[1], given[2]);
        if (Moment.IsDay(when) && text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space)
        {
            (when, target, text) = ($"{when} {target}", text[..space], text[(space + 1)..]);
        }
        if (Moment.Read(when) is not { } moment) return Wrong($"'{when}' is not a time: it is {Moment.Form}.");
        if (string.IsNullOrWhiteSpace(text)) return Wrong("There is no message.");
        return target.StartsWith('@') ? new SendAt(moment, null, target[1..], text) : new SendAt(moment, target, null, text);
    }

    static Wrong Wrong(string sentence) => new(sentence, CommandTable.Find("send_at")!.Usage);

    /// <summary>The request, now; or why there is none.</summary>
    public static (Request? Request, string? Fault) Ask(SendAt send, DateTimeOffset now, TimeZoneInfo zone) =>
        send.When.At(now, zone) is { } due
        ? (new SchedulePost(due, send.Text, send.Room, send.User), null)
        : (null, $"There is no {send.When.Clock:HH\\:mm} on that day: the clocks are turned forward over it.");

    /// <summary><c>/cancel &lt;number&gt;</c>.</summary>
    public static Input Cancel(IReadOnlyList<string> given) =>
        long.TryParse(given[0].TrimStart('#'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out var number)
            ? new Ask(new CancelScheduled(number))
            : new Wrong($"'{given[0]}' is not a number: /scheduled shows them.", CommandTable.Find("cancel")!.Usage);
}
