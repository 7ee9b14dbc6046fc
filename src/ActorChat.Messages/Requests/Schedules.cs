namespace ActorChat.Messages;

/// <summary>
/// A message to be posted later, to a room or to the dialogue with a user: one of the two is named. What may be posted is decided
/// again when it is due. Answer: <see cref="Scheduled"/>.
/// </summary>
/// <param name="Due">When, to come.</param>
/// <param name="Text">As in <see cref="Post"/>.</param>
/// <param name="Room">The room's name.</param>
/// <param name="User">The other user's name.</param>
public sealed record SchedulePost(DateTimeOffset Due, string Text, string? Room = null, string? User = null) : Request;

/// <summary>The user's messages that are not due yet. Answer: <see cref="ScheduledList"/>.</summary>
public sealed record GetScheduled : Request;

/// <summary>Takes a scheduled message back before its time. Answer: <see cref="Done"/>.</summary>
/// <param name="Schedule">Its number, from <see cref="Scheduled"/>.</param>
public sealed record CancelScheduled(long Schedule) : Request;
