using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>A user is typing; if nothing more is heard for some seconds, not any more.</summary>
public sealed record Typing(string Feed, string User) : Notice;

/// <summary>What stands in the input bar of another client of the user's.</summary>
/// <param name="Feed">For this room or dialogue.</param>
/// <param name="Text">Empty: nothing any more.</param>
/// <param name="Session">The client's session.</param>
public sealed record DraftShared(string Feed, string Text, string Session) : Notice;

/// <summary>What another client of the user's has in view.</summary>
/// <param name="Session">The client's session.</param>
/// <param name="Feed">A room or dialogue; null for none.</param>
public sealed record ViewShared(
    string Session,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Feed = null) : Notice;
