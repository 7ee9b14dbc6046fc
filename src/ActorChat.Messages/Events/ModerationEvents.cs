using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>Somebody reported the user.</summary>
/// <param name="Warnings">That makes so many warnings.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who; null in the feed.</param>
/// <param name="Weak">All such reports together count as one, or as none; false in the feed.</param>
/// <param name="Origin">Whence it came, hashed; null in the feed, and where that says nothing.</param>
public sealed record Reported(
    int Warnings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Weak = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Origin = null) : Event;

/// <summary>There were too many warnings: the user can't send anything for a while, and the warnings begin anew.</summary>
/// <param name="Until">Until when.</param>
/// <param name="Why">What was reported, for people.</param>
public sealed record Suspended(DateTimeOffset Until, string Why) : Event;

/// <summary>An operator took reports back, with the warnings and the suspension that came of them.</summary>
/// <param name="By">The operator.</param>
/// <param name="SuspensionEnds">Whether the user may send again.</param>
/// <param name="Reporter">Whose report; all when null, and null in the feed.</param>
public sealed record ReportsDismissed(
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SuspensionEnds = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reporter = null) : Event;

/// <summary>An operator keeps the user out: all sessions have ended.</summary>
/// <param name="By">The operator.</param>
/// <param name="Until">Until when; for good when null.</param>
/// <param name="Reason">Why.</param>
public sealed record Banned(
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null) : Event;

/// <summary>An operator lets the user in again.</summary>
public sealed record Unbanned(string By) : Event;

/// <summary>The user was made an operator.</summary>
public sealed record RoleGranted(Role Role, string By) : Event;

/// <summary>The user is an operator no more.</summary>
public sealed record RoleRevoked(Role Role, string By) : Event;

/// <summary>The user turned a setting on or off.</summary>
public sealed record PreferenceChanged(Setting Setting, bool On) : Event;

/// <summary>
/// Somebody did something to somebody by a right that others do not have: a line of the audit feed, which operators read.
/// </summary>
/// <param name="Act">A stable word, such as <c>ban</c>.</param>
/// <param name="By">Who did it; null for the rules themselves.</param>
/// <param name="User">To whom.</param>
/// <param name="Room">Where, if it is about one room only.</param>
/// <param name="Until">Until when it holds.</param>
/// <param name="Detail">A reason, a role, a setting's new value.</param>
/// <param name="Reporter">Whose report it is about.</param>
public sealed record Audited(
    string Act,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? User = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Room = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reporter = null) : Event;
