using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Moderation;

/// <summary>The state of the moderation: who was made an operator, and what was reported. Everything follows from the audit feed.</summary>
/// <param name="Operators">Those who were granted the role, by folded name; those named in the settings do not stand here.</param>
/// <param name="Reports">What nobody has dealt with, the oldest first, at most <see cref="MaxReports"/>.</param>
public sealed record Office(ImmutableDictionary<string, string> Operators, ImmutableList<OpenReport> Reports)
{
    /// <summary>
    /// Most reports that wait; beyond it the oldest is let go, which still stands in the audit feed. A constant, not a setting:
    /// replays must come to the same state on every node.
    /// </summary>
    public const int MaxReports = 1_000;

    /// <summary>Most operators who were granted the role; more are refused.</summary>
    public const int MaxOperators = 100;

    /// <summary>Nobody, and nothing.</summary>
    public static Office Empty { get; } = new(ImmutableDictionary<string, string>.Empty, []);

    /// <summary>With what happened.</summary>
    public Office Apply(Audited line, long seq, DateTimeOffset at) => line switch
    {
        { Act: Audit.Report, User: { } user, By: { } by } =>
            this with { Reports = Bounded(Reports.Add(new OpenReport(seq, user, by, at, line.Detail))) },
        { Act: Audit.Dismiss, User: { } user } =>
            this with { Reports = Reports.RemoveAll(
            report => IsAbout(report, user) && (line.Reporter is null || Names.Same(report.By, line.Reporter))) },
        { Act: Audit.Ban, User: { } user } => this with { Reports = Reports.RemoveAll(report => IsAbout(report, user)) },
        { Act: Audit.Grant, User: { } user } => this with { Operators = Operators.SetItem(Names.Fold(user), user) },
        { Act: Audit.Revoke, User: { } user } => this with { Operators = Operators.Remove(Names.Fold(user)) },
        _ => this,
    };

    static bool IsAbout(OpenReport report, string user) => Names.Same(report.User, user);

    static ImmutableList<OpenReport> Bounded(ImmutableList<OpenReport> reports) =>
        reports.Count > MaxReports ? reports.RemoveAt(0) : reports;
}

/// <summary>A report that nobody has dealt with.</summary>
/// <param name="Number">Its place in the audit feed.</param>
/// <param name="User">Who was reported.</param>
/// <param name="By">By whom.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record OpenReport(
    long Number,
    string User,
    string By,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
