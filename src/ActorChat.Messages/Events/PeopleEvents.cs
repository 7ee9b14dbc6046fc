using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>The user is away, on all clients.</summary>
public sealed record WentAway([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text = null) : Event;

/// <summary>The user is back.</summary>
public sealed record CameBack : Event;

/// <summary>The user's last client went. Not more often than every few minutes, and not when the user does not want it known.</summary>
public sealed record Seen : Event;

/// <summary>The user does not want to see messages of this one.</summary>
public sealed record UserIgnored(string User) : Event;

/// <summary>The user wants to see them again.</summary>
public sealed record UserUnignored(string User) : Event;
