using ActorChat.Messages;

namespace ActorChat.Node.Chat;

/// <summary>
/// What is said to those who are silenced or kept out, and to those who want others to be. Entities and sessions use the same words.
/// </summary>
static class PolicingErrors
{
    /// <summary>Ten years: a longer ban is one for good.</summary>
    public const long LongestBanMs = 3653L * 24 * 3600 * 1000;

    public static Error Yourself { get; } = new(
        ErrorCodes.Yourself, "you can't report yourself: name somebody else, /report <user> [reason].");

    public static Error ReasonTooLong { get; } = new(ErrorCodes.TextTooLong,
        $"a reason has at most {ProtocolLimits.MaxReasonChars} characters: say it shorter.");

    public static Error BadDuration { get; } = new(ErrorCodes.BadTime,
        "a ban lasts from a moment to ten years: /ban <user> 2h, /ban <user> 7d, or for good without a duration.");

    public static Error ReportedAlready(string user, DateTimeOffset again) => new(ErrorCodes.ReportedAlready,
        $"your report about {user} is known: another one of yours counts from {Instants.Text(again)} on.");

    public static Error NotBanned(string user) =>
        new(ErrorCodes.NotBanned, $"{user} is not banned: /ban {user} [duration] [reason] keeps them out.");

    public static Error Banned(string user, DateTimeOffset? until, string? reason) => new(ErrorCodes.Banned,
        $"{user} is banned {(until is { } end ? $"until {Instants.Text(end)}" : "for good")}{(reason is null ? "" : $" ({reason})")}: ask "
            + $"an operator for /unban {user}.");

    // No time to retry after: a message that waits for hours in a client, to be sent when its author has forgotten it, serves nobody.
    public static Error Suspended(DateTimeOffset until, string why) => new(ErrorCodes.Suspended,
        $"you can't send anything until {Instants.Text(until)}: {why}. Wait until then, or ask an operator to look at it.");
}
