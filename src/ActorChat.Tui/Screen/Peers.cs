using System.Collections.Immutable;

namespace ActorChat.Tui.Screen;

/// <summary>What others tell without its being stored: who is typing, and what the user's other clients write and look at.</summary>
sealed record Peers
{
    /// <summary>Until when whom is taken to be typing, by the key of the room or dialogue, then by name.</summary>
    public ImmutableDictionary<string, ImmutableSortedDictionary<string, DateTimeOffset>> Typing { get; init; } =
        ImmutableDictionary.Create<string, ImmutableSortedDictionary<string, DateTimeOffset>>(StringComparer.Ordinal);

    /// <summary>What stands in the input bar of another client, by key.</summary>
    public ImmutableDictionary<string, string> Drafts { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the others look at, and when they said so, by session.</summary>
    public ImmutableDictionary<string, (string Key, DateTimeOffset At)> Views { get; init; } =
        ImmutableDictionary.Create<string, (string Key, DateTimeOffset At)>(StringComparer.Ordinal);
}

/// <summary>What this client has told the others.</summary>
sealed record Told
{
    /// <summary>Where the user was said to be typing last, and when.</summary>
    public (string Key, DateTimeOffset At) Typing { get; init; } = ("", default);

    /// <summary>The draft that was told last, by key.</summary>
    public ImmutableDictionary<string, string> Drafts { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What was told to be in view, and when; null before anything was.</summary>
    public (string? Key, DateTimeOffset At) View { get; init; }

    /// <summary>Whether nobody was said to touch this client.</summary>
    public bool Idle { get; init; }

    /// <summary>When a key was pressed last.</summary>
    public DateTimeOffset KeyAt { get; init; }
}
