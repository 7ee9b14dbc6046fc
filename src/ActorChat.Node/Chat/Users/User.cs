using System.Collections.Immutable;

namespace ActorChat.Node.Chat.Users;

/// <summary>The state of a user.</summary>
/// <param name="Name">As first written; null when nobody has registered it.</param>
/// <param name="PasswordHash">As the hasher wrote it.</param>
/// <param name="Tokens">Of the open sessions, oldest first, at most <see cref="MaxTokens"/>.</param>
/// <param name="Rooms">Global is the first that anybody is in.</param>
/// <param name="Dialogues">By the other user.</param>
/// <param name="Rung">One of their clients has rung for everything in their feed up to here.</param>
public sealed record User(string? Name, string? PasswordHash, ImmutableList<OpenToken> Tokens, Ties Rooms, Ties Dialogues, long Rung = 0)
{
    /// <summary>
    /// Most resume tokens that work at once: more clients than anybody has. Older ones log in again with the password. A constant,
    /// not a setting: replays must come to the same state on every node.
    /// </summary>
    public const int MaxTokens = 64;

    /// <summary>Nobody.</summary>
    public static User None { get; } = new(null, null, [], Ties.Empty, Ties.Empty);

    /// <summary>The feed's name as clients see it; null when nobody has registered it.</summary>
    public string? Feed => Name is null ? null : Feeds.User(Name);
}

/// <summary>What a client resumes its session with.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="TokenHash">SHA-256 of the token, hexadecimal.</param>
public sealed record OpenToken(string Session, string TokenHash);
