using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>
/// What is not unread though it was not read: messages of people who are ignored. Of what is here the client knows the authors itself; of
/// what it has never loaded the node tells it, when it is asked: see <see cref="IsDue"/>.
/// </summary>
static class UnreadFold
{
    /// <summary>
    /// Whether the node is to be asked what is unread, after this frame: at a login of one who ignores somebody, when that changes, and
    /// when messages have disappeared among which, or under which, something may have called the user.
    /// </summary>
    public static bool IsDue(ChatState before, ChatState chat, object frame) => frame switch
    {
        Synced => !chat.Ignored.IsEmpty,
        Expired { Feed: { } feed } => chat.Called(FeedName.Key(feed)) > 0,
        _ => chat.IgnoredAt > before.IgnoredAt,
    };

    /// <summary>With what the node counted.</summary>
    public static ChatState Take(ChatState chat, UnreadList list) =>
        list.AsOf < chat.IgnoredAt ? chat : list.Feeds.Aggregate(chat, Take);

    /// <summary>Somebody is ignored from now on, or not any more.</summary>
    public static ChatState Ignore(ChatState chat, string user, bool ignored, long at)
    {
        var name = Names.Fold(user);
        return chat with
        {
            IgnoredAt = at,
            Ignored = ignored ? chat.Ignored.SetItem(name, Texts.CleanLine(user)) : chat.Ignored.Remove(name),
            Feeds = chat.Feeds.ToImmutableDictionary(feed => feed.Key, feed => Ignore(feed.Value, name, ignored), StringComparer.Ordinal),
        };
    }

    static ChatState Take(ChatState chat, UnreadFeed counted)
    {
        var key = FeedName.Key(counted.Feed);
        if (!chat.Feeds.TryGetValue(key, out var feed)) return chat;
        // What has come since is here, and its author is known.
        var skipped = feed.Skipped.Where(ordinal => ordinal > counted.Ordinal)
            .Concat((counted.Skipped ?? []).SelectMany(range => Ordinals(range))).ToImmutableSortedSet();
        chat = chat with { Feeds = chat.Feeds.SetItem(key, feed with { Skipped = skipped }) };
        return (counted.Over ?? []).Aggregate(chat, (so, message) => so.Uncall(counted.Feed, message));
    }

    // A range may be as long as all that was ever deleted; nobody is shown so great a number.
    static IEnumerable<long> Ordinals(SeqRange range) =>
        Enumerable.Range(0, (int)Math.Min(range.To - range.From + 1, MaxSkipped)).Select(i => range.To - i);

    const int MaxSkipped = 2 * ProtocolLimits.MaxUnreadLookedAt;

    static FeedState Ignore(FeedState feed, string name, bool ignored)
    {
        var theirs = feed.Timeline.Lines.OfType<MessageLine>().Where(line => line.Ordinal > 0 && Names.Fold(line.By) == name)
            .Select(line => line.Ordinal).ToList();
        return theirs.Count == 0 ? feed : feed with { Skipped = ignored ? feed.Skipped.Union(theirs) : feed.Skipped.Except(theirs) };
    }
}
