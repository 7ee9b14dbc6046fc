using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>The user scheduled a message; this event's sequence number is the message's number.</summary>
/// <param name="Due">When it is to be posted.</param>
/// <param name="Text">Cleaned, see <see cref="Texts.Clean"/>.</param>
/// <param name="Room">To this room,</param>
/// <param name="User">or to this user.</param>
public sealed record MessageScheduled(
    DateTimeOffset Due,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Room = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? User = null) : Event;

/// <summary>The user took a scheduled message back.</summary>
public sealed record ScheduleCancelled(long Schedule) : Event;

/// <summary>A scheduled message was due, and is on its way to its room or dialogue.</summary>
public sealed record ScheduleFired(long Schedule) : Event;

/// <summary>A scheduled message was due, and could not be posted.</summary>
/// <param name="Schedule">Its number.</param>
/// <param name="Due">When it was to be posted.</param>
/// <param name="Text">Its text, which stands nowhere else.</param>
/// <param name="Code">Why, as in <see cref="Error"/>.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="Room">To this room,</param>
/// <param name="User">or to this user.</param>
public sealed record ScheduleFailed(
    long Schedule,
    DateTimeOffset Due,
    string Text,
    string Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Room = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? User = null) : Event;
