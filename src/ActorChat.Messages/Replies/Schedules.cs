using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>The message will be posted.</summary>
/// <param name="Schedule">Its number, by which it can be cancelled.</param>
/// <param name="Due">When.</param>
public sealed record Scheduled(long Schedule, DateTimeOffset Due) : Reply;

/// <summary>The user's messages that are not due yet, the next one first.</summary>
public sealed record ScheduledList(IReadOnlyList<ScheduledInfo> Messages) : Reply;

/// <summary>A message that is not due yet.</summary>
/// <param name="Schedule">Its number.</param>
/// <param name="Due">When.</param>
/// <param name="Text">What.</param>
/// <param name="Room">To this room,</param>
/// <param name="User">or to this user.</param>
public sealed record ScheduledInfo(
    long Schedule,
    DateTimeOffset Due,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Room = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? User = null);
