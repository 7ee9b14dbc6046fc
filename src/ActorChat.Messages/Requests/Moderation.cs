using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>What a user may be besides a user.</summary>
[JsonConverter(typeof(RoleConverter))]
public enum Role
{
    /// <summary>Sees reports, bans, and grants roles.</summary>
    [JsonStringEnumMemberName("operator")] Operator,
}

/// <summary>By name only.</summary>
public sealed class RoleConverter() : JsonStringEnumConverter<Role>(namingPolicy: null, allowIntegerValues: false);

/// <summary>
/// Reports a user who misbehaves. One report of a reporter counts a day; several warn, and then silence the user for a while. The reported
/// user sees the reason, and not who it was. Answer: <see cref="Done"/>.
/// </summary>
/// <param name="User">Who misbehaves.</param>
/// <param name="Reason">At most <see cref="ProtocolLimits.MaxReasonChars"/>.</param>
public sealed record ReportUser(string User, string? Reason = null) : Request;

/// <summary>Reports that nobody has dealt with. Operators only. Answer: <see cref="ReportList"/>.</summary>
public sealed record GetReports : Request;

/// <summary>
/// Takes reports back that were unfounded, with the warnings and the silence that came of them: one, or all about a user. Operators only.
/// Answer: <see cref="Done"/>.
/// </summary>
/// <param name="User">About this user,</param>
/// <param name="Report">or the one of this number.</param>
public sealed record DismissReports(string? User = null, long? Report = null) : Request;

/// <summary>
/// Keeps a user out: their clients are logged out, and nobody can log in as them. Operators only. Answer: <see cref="Done"/>.
/// </summary>
/// <param name="User">Who is kept out.</param>
/// <param name="DurationMs">For how long; for good when left out.</param>
/// <param name="Reason">The user will read it.</param>
public sealed record BanUser(string User, long? DurationMs = null, string? Reason = null) : Request;

/// <summary>Lets a banned user in again. Operators only. Answer: <see cref="Done"/>.</summary>
public sealed record UnbanUser(string User) : Request;

/// <summary>Makes a user an operator. Operators only. Answer: <see cref="Done"/>.</summary>
public sealed record GrantRole(string User, Role Role) : Request;

/// <summary>Takes a role that was granted. Operators only. Answer: <see cref="Done"/>.</summary>
public sealed record RevokeRole(string User, Role Role) : Request;
