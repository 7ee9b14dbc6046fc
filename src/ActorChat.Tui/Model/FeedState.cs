using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>A room or dialogue that the user is in.</summary>
/// <param name="Feed">As the node spells it.</param>
/// <param name="Title">The room's name, or the other user's.</param>
sealed record FeedState(string Feed, string Title)
{
    /// <summary>Whether it is a dialogue.</summary>
    public bool IsDialogue => FeedName.IsDialogue(Feed);

    /// <summary>Whether its state has come; until then only the name is known.</summary>
    public bool Known { get; init; }

    /// <summary>The cursor.</summary>
    public long Seq { get; init; }

    /// <summary>Messages so far.</summary>
    public long Ordinal { get; init; }

    /// <summary>Who may join; null for a dialogue.</summary>
    public RoomAccess? Access { get; init; }

    /// <summary>By folded name.</summary>
    public ImmutableSortedDictionary<string, string> Admins { get; init; } = Empty;

    /// <summary>By folded name; empty for Global, where only who is online is known.</summary>
    public ImmutableSortedDictionary<string, string> Members { get; init; } = Empty;

    /// <summary>By folded name.</summary>
    public ImmutableSortedDictionary<string, string> Online { get; init; } = Empty;

    /// <summary>All members, also those beyond the list.</summary>
    public int MemberCount { get; init; }

    /// <summary>Who asks to come in, for admins; by folded name.</summary>
    public ImmutableSortedDictionary<string, string> Requests { get; init; } = Empty;

    /// <summary>Its lines.</summary>
    public Timeline Timeline { get; init; } = new();

    /// <summary>No names.</summary>
    public static ImmutableSortedDictionary<string, string> Empty { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Names by their folded form.</summary>
    public static ImmutableSortedDictionary<string, string> ByName(IEnumerable<string> names) =>
        Empty.SetItems(names.Select(name => KeyValuePair.Create(Names.Fold(name), Texts.CleanLine(name))));
}
