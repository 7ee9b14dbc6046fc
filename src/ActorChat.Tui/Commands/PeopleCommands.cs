using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary>Commands about the user's own clients and settings, and about other people.</summary>
static class PeopleCommands
{
    /// <summary>One's own clients and settings.</summary>
    public static IEnumerable<CommandSpec> Own() =>
    [
        new("end_session", "Log out another client of yours (/sessions shows their ids).", "/end_session mFq2-x0A",
            given => new Ask(new EndSession(given[0])), new ArgumentSpec("id", ArgumentKind.Session)),
        new("settings", "What your clients share and others see: drafts, reads, view, typing, last-seen.", "/settings drafts off",
            Settings, new ArgumentSpec("name", ArgumentKind.Preference, Required: false),
                new ArgumentSpec("on|off", ArgumentKind.OnOff, Required: false)),
    ];

    /// <summary>Being there, and whom one does not want to see.</summary>
    public static IEnumerable<CommandSpec> People() =>
    [
        new("whois", "Whether a user is online or away, and when they were there last, if they want it known.", "/whois bob",
            given => new Ask(new GetProfile(given[0])), User),
        new("away", "Show others that you are away, on all your clients, until /back.", "/away at lunch",
            given => new Ask(new GoAway(given.Count > 0 ? given[0] : null)),
                new ArgumentSpec("text", ArgumentKind.Message, Required: false, TakesRest: true)),
        new("back", "Show others that you are back.", "/back", _ => new Ask(new ComeBack())),
        new("ignore", "Hide a user's messages on all your clients; they can't open a dialogue with you, and are not told.",
            "/ignore mallory", given => new Ask(new IgnoreUser(given[0])), User),
        new("unignore", "Show a user's messages again.", "/unignore mallory", given => new Ask(new UnignoreUser(given[0])), User),
    ];

    /// <summary>For everybody who meets somebody who misbehaves, and for operators.</summary>
    public static IEnumerable<CommandSpec> Moderation() =>
    [
        new("report", "Tell the operators of a user who misbehaves; several reports silence them for hours. They see your reason, "
            + "not your name.", "/report mallory spam in lab",
            given => new Ask(new ReportUser(given[0], given.Count > 1 ? given[1] : null)), User, Reason),
        new("reports", "Reports that nobody has dealt with (operators only).", "/reports", _ => new Ask(new GetReports())),
        new("dismiss", "Take a report back that was unfounded, by its number, or all about a user (operators only).", "/dismiss 12",
            given => Number(given[0]) is { } number ? new Ask(new DismissReports(Report: number))
                : new Ask(new DismissReports(User: given[0])),
            new ArgumentSpec("number_or_user", ArgumentKind.User)),
        new("ban", $"Keep a user out, for a while (2h30m, 7d) or for good (operators only).", "/ban mallory 7d spam",
            Ban, User, new ArgumentSpec("duration", ArgumentKind.Text, Required: false), Reason),
        new("unban", "Let a banned user in again (operators only).", "/unban mallory", given => new Ask(new UnbanUser(given[0])), User),
        new("one_time_password", "Make a password with which a user who forgot theirs logs in once (operators only).",
            "/one_time_password bob",
            given => new Ask(new MakeOneTimePassword(given[0])), User),
        new("grant", "Make a user an operator (operators only).", "/grant alice operator",
            given => Role(given, (user, role) => new GrantRole(user, role), "grant"), User, RoleName),
        new("revoke_role", "Take the role from a user (operators only).", "/revoke_role alice operator",
            given => Role(given, (user, role) => new RevokeRole(user, role), "revoke_role"), User, RoleName),
        new("audit", "What operators and admins have done, 20 lines unless told (operators only).", "/audit 50",
            Audit, new ArgumentSpec("n", ArgumentKind.Count, Required: false)),
    ];

    /// <summary>The names of settings, as they are typed.</summary>
    public static IReadOnlyList<string> SettingNames { get; } = ["drafts", "reads", "view", "typing", "last-seen"];

    /// <summary>The setting of this client alone.</summary>
    public const string Mouse = "mouse";

    static ArgumentSpec User { get; } = new("user", ArgumentKind.User);

    static ArgumentSpec Reason { get; } = new("reason", ArgumentKind.Message, Required: false, TakesRest: true);

    static ArgumentSpec RoleName { get; } = new("role", ArgumentKind.Role);

    static Input Settings(IReadOnlyList<string> given)
    {
        if (given.Count == 0) return new Ask(new GetSettings());
        var at = SettingNames.ToList().IndexOf(given[0].Replace('_', '-').ToLowerInvariant());
        var isMouse = given[0].Equals(Mouse, StringComparison.OrdinalIgnoreCase);
        if (at < 0 && !isMouse)
        {
            return Misused("settings", $"'{given[0]}' is not a setting: there are {string.Join(", ", SettingNames)}, {Mouse}.");
        }
        if (given.Count < 2) return Misused("settings", "Say on or off.");
        if (given[1].ToLowerInvariant() is not ("on" or "off")) return Misused("settings", $"'{given[1]}' is neither on nor off.");
        var on = given[1].Equals("on", StringComparison.OrdinalIgnoreCase);
        return isMouse ? new UseMouse(on) : new Ask(new ChangeSetting((Setting)at, on));
    }

    // What does not read as a duration belongs to the reason.
    static Input Ban(IReadOnlyList<string> given)
    {
        var duration = given.Count > 1 ? Durations.Parse(given[1]) : null;
        var reason = string.Join(' ', given.Skip(duration is null ? 1 : 2));
        return new Ask(new BanUser(given[0], (long?)duration?.TotalMilliseconds, reason.Length > 0 ? reason : null));
    }

    static Input Role(IReadOnlyList<string> given, Func<string, Role, Request> request, string command) =>
        given[1].Equals("operator", StringComparison.OrdinalIgnoreCase)
            ? new Ask(request(given[0], Messages.Role.Operator))
            : Misused(command, $"'{given[1]}' is not a role: there is operator.");

    static Input Audit(IReadOnlyList<string> given)
    {
        var count = given.Count == 0 ? CommandTable.DefaultHistory : Number(given[0]);
        return count is >= 1 and <= ProtocolLimits.MaxHistoryPage
            ? new Ask(new GetHistory("moderation/cluster", null, (int)count))
            : Misused("audit", $"n is 1 to {ProtocolLimits.MaxHistoryPage}.");
    }

    static long? Number(string text) =>
        long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static Wrong Misused(string command, string sentence) => new(sentence, CommandTable.Find(command)!.Usage);
}
