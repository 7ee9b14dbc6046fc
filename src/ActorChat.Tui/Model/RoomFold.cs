using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>What happens in rooms and dialogues.</summary>
static class RoomFold
{
    public static ChatState Begin(ChatState chat, RoomState state)
    {
        var old = chat.Feeds.GetValueOrDefault(FeedName.Key(state.Feed));
        return chat.Enter(new FeedState(state.Feed, Texts.CleanLine(state.Room))
        {
            Known = true,
            Seq = state.Seq,
            Ordinal = state.Ordinal,
            Access = state.Access,
            Admins = FeedState.ByName(state.Admins),
            Members = FeedState.ByName(state.Members),
            Online = FeedState.ByName(state.Online),
            Away = FeedState.ByName(state.Away ?? []),
            MemberCount = state.MemberCount,
            Requests = FeedState.ByName(state.Requests ?? []),
            Topic = Texts.CleanLine(state.Topic ?? ""),
            Pins = [.. state.Pins ?? []],
            Settings = state.Settings ?? RoomSettings.None,
            Sends = state.Sends,
            Gone = state.Gone,
            Removed = [.. state.Removed ?? []],
            Skipped = old?.Seq <= state.Seq ? old.Skipped : [],
            Timeline = Continue(old, state.Seq, state.Ordinal, state.Changed),
            Thread = state.Changed > (old?.Seq ?? 0) || state.Seq < old?.Seq ? null : old?.Thread,
        });
    }

    public static ChatState Begin(ChatState chat, DialogueState state)
    {
        var old = chat.Feeds.GetValueOrDefault(FeedName.Key(state.Feed));
        var both = FeedState.ByName(chat.Me is null ? [state.With] : [state.With, chat.Me]);
        return chat.Enter(new FeedState(state.Feed, Texts.CleanLine(state.With))
        {
            Known = true,
            Seq = state.Seq,
            Ordinal = state.Ordinal,
            Members = both,
            MemberCount = both.Count,
            Online = FeedState.ByName(state.Online),
            Away = FeedState.ByName(state.Away ?? []),
            Gone = state.Gone,
            Removed = [.. state.Removed ?? []],
            Skipped = old?.Seq <= state.Seq ? old.Skipped : [],
            Delivered = state.Delivered,
            DialogueLifetime = state.LifetimeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Timeline = Continue(old, state.Seq, state.Ordinal, state.Changed),
            Thread = state.Changed > (old?.Seq ?? 0) || state.Seq < old?.Seq ? null : old?.Thread,
        });
    }

    /// <summary>The feed was restored from a backup: its state follows, and nothing of before is kept but its name.</summary>
    public static ChatState Forget(ChatState chat, SetBack back)
    {
        var key = FeedName.Key(back.Feed);
        return chat.Feeds.TryGetValue(key, out var feed)
            ? chat with { Feeds = chat.Feeds.SetItem(key, new FeedState(feed.Feed, feed.Title)), Reads = chat.Reads.Remove(key),
                Calls = chat.Calls.Remove(key) }
            : chat;
    }

    public static ChatState Apply(ChatState chat, Presence presence)
    {
        var key = FeedName.Key(presence.Feed);
        if (!chat.Feeds.TryGetValue(key, out var feed)) return chat;
        if (presence.All) feed = feed with { Online = FeedState.Empty, Away = FeedState.Empty };
        var online = feed.Online.RemoveRange(presence.Offline.Select(Names.Fold)).SetItems(FeedState.ByName(presence.Online));
        var away = feed.Away.RemoveRange(presence.Offline.Concat(presence.Online).Select(Names.Fold))
            .SetItems(FeedState.ByName(presence.Away ?? []));
        return chat with { Feeds = chat.Feeds.SetItem(key, feed with { Online = online, Away = away }) };
    }

    public static ChatState Apply(ChatState chat, string key, Event happened)
    {
        if (!chat.Feeds.TryGetValue(key, out var feed) || happened.Seq <= feed.Seq) return chat;
        if (happened is Deleted or DialogueDeleted) return chat.Leave(key);
        var next = Wall(People(feed, happened), happened) with { Seq = happened.Seq };
        if (happened is SettingChanged changed) next = next with { Settings = changed.Settings };
        if (happened is Posted posted)
        {
            next = Count(chat, next with { Ordinal = Math.Max(feed.Ordinal, posted.Ordinal) }, posted.By, posted.At);
        }
        if (happened is Posted hidden && chat.Ignores(hidden.By)) next = next with { Skipped = next.Skipped.Add(hidden.Ordinal) };
        if (happened is Created or DialogueOpened)
        {
            next = next with { Timeline = Timeline.After(happened.Seq - 1) with { HasOlder = false } };
        }
        if (happened is Expired expired) next = next with { Gone = Math.Max(feed.Gone, expired.Gone) };
        if (happened is MessageDeleted { Ordinal: > 0 } removed) next = next with { Removed = feed.Removed.Add(removed.Ordinal) };
        if (happened is Delivered delivered && chat.Me is { } me && !Names.Same(me, delivered.By))
        {
            next = next with { Delivered = Math.Max(feed.Delivered, delivered.UpTo) };
        }
        if (happened is Commented comment) next = Count(chat, next, comment.By, comment.At);
        next = next with { Timeline = next.Timeline.Amend(happened), Thread = next.Thread?.After(happened) };
        if (happened is not Commented && Line.Of(happened) is { } line) next = next with { Timeline = next.Timeline.Add(line) };
        chat = Uncall(chat with { Feeds = chat.Feeds.SetItem(key, next) }, key, happened);
        return happened is Posted own && IsNextOfMine(chat, key, own) ? chat.Read(key, new ReadMark(own.Seq, own.Ordinal)) : chat;
    }

    // What is gone calls nobody any more.
    static ChatState Uncall(ChatState chat, string key, Event happened) =>
        !chat.Calls.TryGetValue(key, out var calls) ? chat : happened switch
    {
        MessageDeleted deleted => chat.Uncall(key, calls.Remove(deleted.Message)),
        Expired expired => chat.Uncall(key, calls.RemoveAll(expired.Covers)),
        _ => chat,
    };

    // A message of one's own right after what was read needs no reading, and neither does one that is not shown.
    static bool IsNextOfMine(ChatState chat, string key, Posted posted) =>
        chat.Me is not null && (Names.Same(chat.Me, posted.By) || chat.Ignores(posted.By))
            && (chat.Reads.GetValueOrDefault(key)?.Ordinal ?? 0) == posted.Ordinal - 1;

    static FeedState Wall(FeedState feed, Event happened) => happened switch
    {
        TopicSet topic => feed with { Topic = Texts.CleanLine(topic.Text) },
        Pinned pinned => feed with { Pins = feed.Pins.Remove(pinned.Message).Add(pinned.Message) },
        Unpinned unpinned => feed with { Pins = feed.Pins.Remove(unpinned.Message) },
        MessageDeleted deleted => feed with { Pins = feed.Pins.Remove(deleted.Message) },
        Expired expired => feed with { Pins = feed.Pins.RemoveAll(expired.Covers) },
        _ => feed,
    };

    static FeedState Count(ChatState chat, FeedState feed, string by, DateTimeOffset at) =>
        feed.Settings.SendLimit is not null && chat.Me is { } me && Names.Same(me, by)
            ? feed with { Sends = SendCount.After(feed.Sends, at, feed.Settings.Period) }
            : feed;

    static FeedState People(FeedState feed, Event happened) => happened switch
    {
        Joined joined when !feed.Members.ContainsKey(Names.Fold(joined.User)) => feed with
        {
            Members = feed.Members.SetItem(Names.Fold(joined.User), Texts.CleanLine(joined.User)),
            MemberCount = feed.MemberCount + 1,
        },
        Left left => Without(feed, left.User),
        Removed removed => Without(feed, removed.User),
        AdminNamed named => feed with { Admins = feed.Admins.SetItem(Names.Fold(named.User), Texts.CleanLine(named.User)) },
        _ => feed,
    };

    static FeedState Without(FeedState feed, string user)
    {
        var name = Names.Fold(user);
        return feed with
        {
            Admins = feed.Admins.Remove(name),
            Online = feed.Online.Remove(name),
            Members = feed.Members.Remove(name),
            MemberCount = feed.Members.ContainsKey(name) ? feed.MemberCount - 1 : feed.MemberCount,
        };
    }

    // A state that is further than the client was: the messages between were not sent. If older ones have changed, all begins anew.
    static Timeline Continue(FeedState? old, long seq, long ordinal, long changed)
    {
        // A feed that ends before what is here was restored from a backup: the same numbers may stand for other messages by now.
        if (old is not { Known: true } || changed > old.Seq || seq < old.Seq) return Timeline.After(seq);
        return ordinal > old.Ordinal ? old.Timeline.Miss(old.Seq, seq) : old.Timeline;
    }
}
