using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>How a user has behaved, as others say.</summary>
/// <param name="Warnings">Reports since the last suspension, the oldest first.</param>
/// <param name="Reporters">When each of them reported last, by folded name; at most <see cref="MaxReporters"/>.</param>
/// <param name="Suspension">The last one, which may be over.</param>
/// <param name="Ban">The one that holds, or held until its time was over.</param>
public sealed record Conduct(
    ImmutableList<Warning> Warnings, ImmutableDictionary<string, DateTimeOffset> Reporters, Penalty? Suspension = null, Ban? Ban = null)
{
    /// <summary>
    /// Most reporters remembered; beyond it the one who reported longest ago may report again at once. A constant, not a setting:
    /// replays must come to the same state on every node.
    /// </summary>
    public const int MaxReporters = 1_000;

    /// <summary>Nobody has complained.</summary>
    public static Conduct Good { get; } = new([], ImmutableDictionary<string, DateTimeOffset>.Empty);

    /// <summary>With what happened.</summary>
    public Conduct Apply(object committed, DateTimeOffset at) => committed switch
    {
        Reported reported => Warn(new Warning(reported.By ?? "", at, reported.Reason, reported.Weak, reported.Origin)),
        Suspended suspended => this with { Warnings = [], Suspension = new Penalty(suspended.Until, suspended.Why, Warnings) },
        ReportsDismissed { Reporter: null } => this with { Warnings = [], Suspension = null },
        ReportsDismissed { Reporter: { } reporter } => Dismiss(reporter),
        Banned banned => this with { Ban = new Ban(banned.By, banned.Until, banned.Reason) },
        Unbanned => this with { Ban = null },
        _ => this,
    };

    /// <summary>The suspension, while it lasts.</summary>
    public Penalty? SuspensionAt(DateTimeOffset now) => Suspension is { } penalty && now < penalty.Until ? penalty : null;

    /// <summary>The ban, while it lasts.</summary>
    public Ban? BanAt(DateTimeOffset now) => Ban is { } ban && (ban.Until is null || now < ban.Until) ? ban : null;

    Conduct Warn(Warning warning)
    {
        var reporters = Reporters.SetItem(Names.Fold(warning.By), warning.At);
        if (reporters.Count > MaxReporters) reporters = reporters.Remove(reporters.MinBy(one => (one.Value, one.Key)).Key);
        return this with { Warnings = Warnings.Add(warning), Reporters = reporters };
    }

    // Without one of the reports that led to it a suspension would not have come: it ends, and the others are warnings again.
    Conduct Dismiss(string reporter)
    {
        bool By(Warning warning) => Names.Same(warning.By, reporter);
        return Suspension is { } penalty && penalty.Causes.Exists(By)
            ? this with { Warnings = [.. penalty.Causes.RemoveAll(By), .. Warnings.RemoveAll(By)], Suspension = null }
            : this with { Warnings = Warnings.RemoveAll(By) };
    }
}

/// <summary>A report.</summary>
/// <param name="By">Whose.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="Weak">All of these together count as one, or as none: see <see cref="UserOptions.WeakReports"/>.</param>
/// <param name="Origin">Whence it came, hashed; null where that says nothing.</param>
public sealed record Warning(
    string By, DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Weak = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Origin = null);

/// <summary>A suspension, and the reports that led to it.</summary>
public sealed record Penalty(DateTimeOffset Until, string Why, ImmutableList<Warning> Causes);

/// <summary>An operator keeps the user out. <c>Until</c> is null for good.</summary>
public sealed record Ban(
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
