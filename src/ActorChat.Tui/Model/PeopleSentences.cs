using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>Events in words: what is said and done about how people behave, and what they set.</summary>
static class PeopleSentences
{
    /// <summary>The sentence, or null.</summary>
    public static string? Of(Event happened) => happened switch
    {
        PreferenceChanged changed => $"you turned {Name(changed.Setting)} {(changed.On ? "on" : "off")}",
        WentAway { Text: { } text } => $"you are away ({text}): /back when you are back",
        WentAway => "you are away: /back when you are back",
        CameBack => "you are back",
        UserIgnored ignored => $"you ignore {ignored.User}: /unignore {ignored.User} shows their messages again",
        UserUnignored shown => $"you see messages of {shown.User} again",
        Reported reported => string.Create(
            CultureInfo.InvariantCulture, $"somebody reported you{Because(reported.Reason)}: that is warning {reported.Warnings}"),
        Suspended suspended => $"{suspended.Why}: you can't send anything until",
        ReportsDismissed { SuspensionEnds: true } dismissed => $"{dismissed.By} dismissed reports about you: you may send again",
        ReportsDismissed dismissed => $"{dismissed.By} dismissed reports about you",
        Banned { Until: null } banned => $"{banned.By} banned you for good{Because(banned.Reason)}",
        Banned banned => $"{banned.By} banned you{Because(banned.Reason)} until",
        Unbanned unbanned => $"{unbanned.By} lifted the ban",
        RoleGranted granted => $"{granted.By} made you an operator: /reports, /audit",
        RoleRevoked revoked => $"{revoked.By} took the operator's role from you",
        Audited line => Of(line),
        _ => null,
    };

    /// <summary>The time that the sentence ends with, if it does.</summary>
    public static DateTimeOffset? MomentOf(Event happened) => happened switch
    {
        Suspended suspended => suspended.Until,
        Banned banned => banned.Until,
        OneTimePasswordMade made => made.Until,
        Audited line => line.Until,
        _ => null,
    };

    /// <summary>A setting as it is typed.</summary>
    public static string Name(Setting setting) => setting == Setting.LastSeen ? "last-seen" : setting.ToString().ToLowerInvariant();

    // A word that is newer than this client is shown as it is.
    static string Of(Audited line)
    {
        var what = line.Act switch
        {
            "report" => $"{line.By} reported {line.User}",
            "suspend" => $"{line.User} was silenced by reports",
            "dismiss" => $"{line.By} dismissed {(line.Reporter is null ? "the reports" : $"the report of {line.Reporter}")} "
                + $"about {line.User}",
            "ban" => $"{line.By} banned {line.User}",
            "unban" => $"{line.By} unbanned {line.User}",
            "grant" => $"{line.By} made {line.User} an {line.Detail}",
            "revoke" => $"{line.By} took the role of an {line.Detail} from {line.User}",
            "one-time-password" => $"{line.By} made a one-time password for {line.User}",
            "mute" => $"{line.By} muted {line.User}",
            "unmute" => $"{line.By} unmuted {line.User}",
            var act => $"{line.By} {act} {line.User}",
        };
        var detail = line.Act is "grant" or "revoke" ? "" : Because(line.Detail);
        return $"{what}{(line.Room is null ? "" : $" in {line.Room}")}{detail}{(line.Until is null ? "" : " until")}";
    }

    static string Because(string? reason) => reason is null ? "" : $" ({reason})";
}
