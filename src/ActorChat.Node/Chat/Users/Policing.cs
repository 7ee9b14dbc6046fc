using System.Globalization;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>
/// Being reported, silenced, and kept out: decided here, at the user it is about, and recorded in the audit feed by a letter of the same
/// commit.
/// </summary>
static class Policing
{
    public static Effect Report(User user, ReportAccount report, UserOptions options, CommandContext context)
    {
        var (by, reason) = (report.By, Clean(report.Reason));
        if (Names.Same(by, user.Name!)) return Effects.Refuse(PolicingErrors.Yourself);
        if (reason?.Length > ProtocolLimits.MaxReasonChars) return Effects.Refuse(PolicingErrors.ReasonTooLong);
        if (Last(user, by) is { } last && last + options.ReportInterval is var again && context.Now < again)
        {
            return Effects.Refuse(PolicingErrors.ReportedAlready(user.Name!, again));
        }
        var warning = new Warning(by, context.Now, reason, IsWeak(user, report, options, context), report.Origin);
        var standing = user.Conduct.Warnings.FindAll(one => context.Now - one.At < options.WarningLifetime).Add(warning);
        var count = standing.Count(one => !one.Weak) + (options.WeakReports == WeakReports.One && standing.Exists(one => one.Weak) ? 1 : 0);
        var told = new EventDraft(new Reported(count, reason, by, warning.Weak, report.Origin));
        var line = Audit.Letter(new Audited(Audit.Report, by, user.Name, Detail: reason));
        if (count < options.WarningsToSuspend || report.IsOperator || user.IsOperator)
        {
            return Effects.Commit(told) with { Letters = [line] };
        }
        var until = context.Now + options.SuspendFor;
        return Effects.Commit(told, new EventDraft(new Suspended(until, Why(standing)))) with
        {
            Letters = [line, Audit.Letter(new Audited(Audit.Suspend, User: user.Name, Until: until))],
        };
    }

    /// <summary>Who a user is, for those whom they report.</summary>
    public static Reporter ReporterOf(User user) => new(
        [.. user.Rooms.All.Values.Where(HasMet).Select(tie => Names.Fold(tie.Name)).Where(room => room != Names.Fold(Names.Global))],
        [.. user.Dialogues.All.Values.Where(HasMet).Select(tie => Names.Fold(tie.Name))],
        user.Since);

    // To be invited to a room is not to have been there.
    static bool HasMet(Tie tie) => tie.Standing is Standing.In or Standing.Gone;

    static bool IsWeak(User user, ReportAccount report, UserOptions options, CommandContext context)
    {
        if (report.ByOperator) return false;
        if (report.Reporter.Since is { } since && context.Now - since < options.ReporterAge) return true;
        if (report.Origin is { } origin && user.Conduct.Warnings.Exists(one => one.Origin == origin)) return true;
        var (mine, theirs) = (ReporterOf(user), report.Reporter);
        return !report.InGlobal && !theirs.Dialogues.Contains(Names.Fold(user.Name!)) && !mine.Rooms.Intersect(theirs.Rooms).Any();
    }

    public static Effect Dismiss(User user, DismissAccount command)
    {
        var dismissed = new ReportsDismissed(command.By, Reporter: command.Reporter);
        var (before, after) = (user.Conduct, user.Conduct.Apply(dismissed, default));
        return new Effect
        {
            Reply = new ForClient(new Done()),
            Events = after == before ? [] : [new EventDraft(dismissed with { SuspensionEnds = before.Suspension != after.Suspension })],
            Letters = [Audit.Letter(new Audited(Audit.Dismiss, command.By, user.Name, Reporter: command.Reporter))],
        };
    }

    public static Effect Ban(User user, BanAccount command, CommandContext context)
    {
        var reason = Clean(command.Reason);
        if (reason?.Length > ProtocolLimits.MaxReasonChars) return Effects.Refuse(PolicingErrors.ReasonTooLong);
        if (command.DurationMs is <= 0 or > PolicingErrors.LongestBanMs) return Effects.Refuse(PolicingErrors.BadDuration);
        DateTimeOffset? until = command.DurationMs is { } duration ? context.Now.AddMilliseconds(duration) : null;
        return Effects.Commit(new EventDraft(new Banned(command.By, until, reason))) with
        {
            Letters = [Audit.Letter(new Audited(Audit.Ban, command.By, user.Name, Until: until, Detail: reason))],
        };
    }

    public static Effect Unban(User user, UnbanAccount command, CommandContext context) => user.Conduct.BanAt(context.Now) is null
        ? Effects.Refuse(PolicingErrors.NotBanned(user.Name!))
        : Effects.Commit(
            new EventDraft(new Unbanned(command.By))) with { Letters = [Audit.Letter(new Audited(Audit.Unban, command.By, user.Name))] };

    /// <summary>Why the user may not send anything now; null when they may.</summary>
    public static Error? Silence(User user, DateTimeOffset now) => user.Conduct switch
    {
        var conduct when conduct.BanAt(now) is { } ban => PolicingErrors.Banned(user.Name!, ban.Until, ban.Reason),
        var conduct when !user.IsOperator && conduct.SuspensionAt(now) is { } penalty =>
            PolicingErrors.Suspended(penalty.Until, penalty.Why),
        _ => null,
    };

    /// <summary>Why nobody may be logged in as the user now; null when they may.</summary>
    public static Error? KeptOut(User user, DateTimeOffset now) =>
        user.Conduct.BanAt(now) is { } ban ? PolicingErrors.Banned(user.Name!, ban.Until, ban.Reason) : null;

    static DateTimeOffset? Last(User user, string by) => user.Conduct.Reporters.TryGetValue(Names.Fold(by), out var last) ? last : null;

    static string? Clean(string? reason) => Texts.CleanLine(reason ?? "").Trim() is { Length: > 0 } clean ? clean : null;

    static string Why(IReadOnlyList<Warning> warnings)
    {
        var reasons = string.Join("; ", warnings.Select(warning => warning.Reason).OfType<string>().Distinct());
        var who = warnings.Count == 1 ? "a user" : string.Create(CultureInfo.InvariantCulture, $"{warnings.Count} users");
        return $"{who} reported you{(reasons.Length > 0 ? $" ({reasons})" : "")}";
    }
}
