using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>The state of a user.</summary>
/// <param name="Name">As first written; null when nobody has registered it.</param>
/// <param name="PasswordHash">As the hasher wrote it.</param>
/// <param name="Tokens">Of the open sessions, oldest first, at most <see cref="MaxTokens"/>.</param>
/// <param name="Rooms">Global is the first that anybody is in.</param>
/// <param name="Dialogues">By the other user.</param>
/// <param name="Plans">Messages that are not due yet, in the order of scheduling. This and what follows is missing in older
/// snapshots.</param>
/// <param name="Conduct">What others say of how the user behaves.</param>
/// <param name="Settings">What the user has turned on and off.</param>
/// <param name="IsOperator">Whether the user was made an operator.</param>
/// <param name="Ignored">Whose messages the user does not want to see, by folded name.</param>
/// <param name="Away">That the user is away, by their own word; null when not.</param>
/// <param name="LastSeen">When their last client went, as far as it was recorded.</param>
/// <param name="Held">Nobody may register the name; null when that is not so.</param>
/// <param name="OneTime">A password that logs in once; null when there is none.</param>
/// <param name="Since">When they registered; null: before anybody noted it.</param>
/// <param name="Rung">One of their clients has rung for everything in their feed up to here.</param>
public sealed record User(
    string? Name, string? PasswordHash, ImmutableList<OpenToken> Tokens, Ties Rooms, Ties Dialogues, ImmutableList<Plan>? Plans = null,
    Conduct? Conduct = null, Preferences? Settings = null, bool IsOperator = false,
    ImmutableDictionary<string, string>? Ignored = null, Absence? Away = null, DateTimeOffset? LastSeen = null, long Rung = 0,
    NameHold? Held = null, DateTimeOffset? Since = null,
    OneTime? OneTime = null)
{
    /// <summary>Messages that are not due yet, in the order of scheduling.</summary>
    public ImmutableList<Plan> Plans { get; init; } = Plans ?? [];

    /// <summary>What others say of how the user behaves.</summary>
    public Conduct Conduct { get; init; } = Conduct ?? Conduct.Good;

    /// <summary>What the user has turned on and off.</summary>
    public Preferences Settings { get; init; } = Settings ?? new Preferences();

    /// <summary>
    /// Most resume tokens that work at once: more clients than anybody has. Older ones log in again with the password. A constant,
    /// not a setting: replays must come to the same state on every node.
    /// </summary>
    public const int MaxTokens = 64;

    /// <summary>Whose messages the user does not want to see, by folded name.</summary>
    public ImmutableDictionary<string, string> Ignored { get; init; } = Ignored ?? ImmutableDictionary<string, string>.Empty;

    /// <summary>Their names, in an order that is the same everywhere; null when there are none.</summary>
    public IReadOnlyList<string>? IgnoredNames() =>
        Ignored.IsEmpty ? null : [.. Ignored.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value)];

    /// <summary>Whether the user does not want to see messages of this one.</summary>
    public bool Ignores(string user) => Ignored.ContainsKey(Names.Fold(user));

    /// <summary>Nobody.</summary>
    public static User None { get; } = new(null, null, [], Ties.Empty, Ties.Empty);

    /// <summary>The feed's name as clients see it; null when nobody has registered it.</summary>
    public string? Feed => Name is null ? null : FeedNames.User(Name);
}

/// <summary>A password that an operator made, for one login.</summary>
/// <param name="PasswordHash">Its hash.</param>
/// <param name="Until">When it is worthless.</param>
/// <param name="Session">The login that it was used for, which may choose a new password by it; null while it is not.</param>
public sealed record OneTime(string PasswordHash, DateTimeOffset Until, string? Session = null)
{
    /// <summary>How long it holds: a user who asked for it is there, and others should not find it later.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
}

/// <summary>What a client resumes its session with.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="TokenHash">SHA-256 of the token, hexadecimal.</param>
public sealed record OpenToken(string Session, string TokenHash);
