using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>What there is to know of a user.</summary>
/// <param name="User">The name as first written.</param>
/// <param name="Online">Whether a client of theirs is connected.</param>
/// <param name="Away">Whether they are away.</param>
/// <param name="AwayText">What they say of it.</param>
/// <param name="LastSeen">When their last client went, within some minutes; null while they are online, or do not want it known.</param>
public sealed record Profile(
    string User,
    bool Online,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Away = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AwayText = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastSeen = null) : Reply;
