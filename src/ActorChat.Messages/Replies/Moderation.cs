using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>Reports that nobody has dealt with, the oldest first.</summary>
public sealed record ReportList(IReadOnlyList<ReportInfo> Reports) : Reply;

/// <summary>One report.</summary>
/// <param name="Report">Its number.</param>
/// <param name="User">Who was reported.</param>
/// <param name="By">By whom.</param>
/// <param name="Since">When.</param>
/// <param name="Reason">Why.</param>
public sealed record ReportInfo(
    long Report,
    string User,
    string By,
    DateTimeOffset Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
