using System.Globalization;
using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>What the admins of a room set, within the operator's limits. A room that users create begins with nothing set.</summary>
/// <param name="LifetimeSeconds">How long after it was posted a message disappears for good; null: never.</param>
/// <param name="SendLimit">Messages and comments of each user in a period; null: any number.</param>
/// <param name="PeriodSeconds">How long a user's period is; it begins with their first message. Null: an hour.</param>
public sealed record RoomSettings(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LifetimeSeconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SendLimit = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? PeriodSeconds = null)
{
    /// <summary>The settings by name, as they are typed.</summary>
    public const string LifetimeName = "message-lifetime", LimitName = "send-limit", PeriodName = "send-period";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> AllNames { get; } = [LifetimeName, LimitName, PeriodName];

    /// <summary>How a setting is switched off.</summary>
    public const string Off = "off";

    /// <summary>Nothing set.</summary>
    public static RoomSettings None { get; } = new();

    /// <summary>What Global begins with, unless the operator has set something else.</summary>
    public static RoomSettings OfGlobal { get; } = new(LifetimeSeconds: 3_600, SendLimit: 20, PeriodSeconds: 3_600);

    /// <summary>How long a message lives; null: for ever.</summary>
    [JsonIgnore]
    public TimeSpan? Lifetime => LifetimeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>How long a period is.</summary>
    [JsonIgnore]
    public TimeSpan Period => TimeSpan.FromSeconds(PeriodSeconds ?? 3_600);

    /// <summary>The value of a setting as it is typed; null when there is no such setting.</summary>
    public string? ValueOf(string name) => name switch
    {
        LifetimeName => Lifetime is { } lifetime ? Durations.Format(lifetime) : Off,
        LimitName => SendLimit?.ToString(CultureInfo.InvariantCulture) ?? Off,
        PeriodName => Durations.Format(Period),
        _ => null,
    };
}

/// <summary>What a user has sent in the period that is running, or was the last: the same fold on both sides of the wire.</summary>
/// <param name="Since">When the period began: with its first message.</param>
/// <param name="Sent">Messages and comments in it.</param>
public sealed record SendCount(DateTimeOffset Since, int Sent)
{
    /// <summary>With one more message.</summary>
    public static SendCount After(SendCount? before, DateTimeOffset at, TimeSpan period) =>
        before is null || before.HasEnded(at, period) ? new SendCount(at, 1) : before with { Sent = before.Sent + 1 };

    /// <summary>Whether the period is over, so that nothing of it counts any more.</summary>
    public bool HasEnded(DateTimeOffset now, TimeSpan period) => now >= Since + period;
}
