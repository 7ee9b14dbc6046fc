using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>
/// The state after a frame. Old state and the frames since give the same as a fresh load; a frame that comes twice changes nothing.
/// </summary>
static class Fold
{
    /// <summary>Takes a frame from the node. Unknown frames change nothing but a cursor.</summary>
    public static ChatState Apply(ChatState chat, object frame) => frame switch
    {
        Event { Feed: { } feed } happened when FeedName.IsUser(feed) => UserFold.Apply(chat, happened),
        Event { Feed: { } feed } happened => RoomFold.Apply(chat, FeedName.Key(feed), happened),
        UserState state => UserFold.Begin(chat, state),
        RoomState state => RoomFold.Begin(chat, state),
        DialogueState state => RoomFold.Begin(chat, state),
        UnreadList list => UnreadFold.Take(chat, list),
        Presence presence => RoomFold.Apply(chat, presence),
        Unfollowed gone => chat.Leave(gone.Feed),
        SetBack back when !FeedName.IsUser(back.Feed) => RoomFold.Forget(chat, back),
        _ => chat,
    };

    /// <summary>With the comments of a message to be looked at; null: no more.</summary>
    public static ChatState Look(ChatState chat, string key, long? root) => chat.Feeds.TryGetValue(key, out var feed)
        ? chat with { Feeds = chat.Feeds.SetItem(
            key, feed with { Thread = root is { } number ? CommentThread.Of(number, feed.Seq) : null }) }
        : chat;

    /// <summary>With a page of comments.</summary>
    public static ChatState Merge(ChatState chat, ThreadPage page, long? before)
    {
        var key = FeedName.Key(page.Feed);
        return chat.Feeds.TryGetValue(key, out var feed) && feed.Thread is { } thread
            ? chat with { Feeds = chat.Feeds.SetItem(key, feed with { Thread = thread.Merge(page, before, feed.Seq) }) }
            : chat;
    }

    /// <summary>With a page of history of a feed, or of the user's own.</summary>
    public static ChatState Merge(ChatState chat, HistoryPage page, long? before)
    {
        if (FeedName.IsUser(page.Feed))
        {
            return chat.Own is { } own ? chat with { Own = own with { Timeline = own.Timeline.Merge(page, before, own.Seq) } } : chat;
        }
        var key = FeedName.Key(page.Feed);
        return chat.Feeds.TryGetValue(key, out var feed)
            ? chat with { Feeds = chat.Feeds.SetItem(key, feed with { Timeline = feed.Timeline.Merge(page, before, feed.Seq) }) }
            : chat;
    }
}
