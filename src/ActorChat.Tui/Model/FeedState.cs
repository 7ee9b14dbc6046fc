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

    /// <summary>All messages up to this ordinal have disappeared.</summary>
    public long Gone { get; init; }

    /// <summary>The ordinals of messages that were deleted, which are not unread; not more than can be unread.</summary>
    public ImmutableSortedSet<long> Removed { get; init; } = [];

    /// <summary>
    /// The ordinals of messages by people who are ignored, and of others that the node does not count, which are not unread either.
    /// </summary>
    public ImmutableSortedSet<long> Skipped { get; init; } = [];

    /// <summary>The other one of a dialogue has received everything up to this message.</summary>
    public long Delivered { get; init; }

    /// <summary>How long a message of a dialogue lives after its delivery; null: for ever.</summary>
    public TimeSpan? DialogueLifetime { get; init; }

    /// <summary>Who may join; null for a dialogue.</summary>
    public RoomAccess? Access { get; init; }

    /// <summary>By folded name.</summary>
    public ImmutableSortedDictionary<string, string> Admins { get; init; } = Empty;

    /// <summary>By folded name; empty for Global, where only who is online is known.</summary>
    public ImmutableSortedDictionary<string, string> Members { get; init; } = Empty;

    /// <summary>By folded name.</summary>
    public ImmutableSortedDictionary<string, string> Online { get; init; } = Empty;

    /// <summary>Who of them is away, by folded name.</summary>
    public ImmutableSortedDictionary<string, string> Away { get; init; } = Empty;

    /// <summary>All members, also those beyond the list.</summary>
    public int MemberCount { get; init; }

    /// <summary>Who asks to come in, for admins; by folded name.</summary>
    public ImmutableSortedDictionary<string, string> Requests { get; init; } = Empty;

    /// <summary>What the room is about; empty for nothing in particular.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The pinned messages.</summary>
    public ImmutableList<long> Pins { get; init; } = [];

    /// <summary>What the room's admins have set.</summary>
    public RoomSettings Settings { get; init; } = RoomSettings.None;

    /// <summary>What the user has sent in their period, where there is a limit.</summary>
    public SendCount? Sends { get; init; }

    /// <summary>
    /// How many messages the user may send yet, and when it is the whole number again (null: it is now); null without a limit.
    /// </summary>
    public (int Left, DateTimeOffset? Resets)? SendsLeft(DateTimeOffset now)
    {
        if (Settings.SendLimit is not { } limit) return null;
        return Sends is { } sends && !sends.HasEnded(now, Settings.Period)
            ? (Math.Max(0, limit - sends.Sent), sends.Since + Settings.Period)
            : (limit, null);
    }

    /// <summary>Its lines.</summary>
    public Timeline Timeline { get; init; } = new();

    /// <summary>The message whose comments are looked at; null for none.</summary>
    public CommentThread? Thread { get; init; }

    /// <summary>No names.</summary>
    public static ImmutableSortedDictionary<string, string> Empty { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Names by their folded form.</summary>
    public static ImmutableSortedDictionary<string, string> ByName(IEnumerable<string> names) =>
        Empty.SetItems(names.Select(name => KeyValuePair.Create(Names.Fold(name), Texts.CleanLine(name))));
}
