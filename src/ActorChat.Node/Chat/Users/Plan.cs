using System.Text.Json.Serialization;

namespace ActorChat.Node.Chat.Users;

/// <summary>A message that a user wants to have posted later.</summary>
/// <param name="Schedule">The sequence number of its scheduling.</param>
/// <param name="Due">When.</param>
/// <param name="Text">What.</param>
/// <param name="Room">To this room,</param>
/// <param name="User">or to this user.</param>
public sealed record Plan(
    long Schedule,
    DateTimeOffset Due,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Room = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? User = null);
