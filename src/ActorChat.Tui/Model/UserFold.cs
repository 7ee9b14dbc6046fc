using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>What happens to the user: their own feed.</summary>
static class UserFold
{
    public static ChatState Begin(ChatState chat, UserState state)
    {
        // Of a store that was restored from a backup nothing is kept: what was read and who called may be otherwise.
        var known = chat.Me is not null && Names.Same(chat.Me, state.Name) && chat.Own?.Seq <= state.Seq ? chat : ChatState.LoggedOut;
        var timeline = known.Own is { } own ? own.Timeline.Miss(own.Seq, state.Seq) : Timeline.After(state.Seq);
        var next = known with
        {
            Me = Texts.CleanLine(state.Name),
            Own = new FeedState(state.Feed, Texts.CleanLine(state.Name)) { Known = true, Seq = state.Seq, Timeline = timeline },
            Invitations = FeedState.ByName(state.Invitations),
            Asked = FeedState.ByName(state.Asked ?? []),
            Settings = state.Settings ?? new Preferences(),
            Ignored = FeedState.ByName(state.Ignored ?? []),
            Away = state.Away,
            Operator = state.Operator,
            SuspendedUntil = state.Suspended?.Until,
        };
        var rooms = state.Rooms.Select(room => Named(FeedName.Room(room), room));
        var dialogues = state.Dialogues.Select(user => Named(FeedName.DialogueKey(state.Name, user), user));
        next = KeepOnly(next, [.. rooms, .. dialogues]);
        next = state.Reads.Aggregate(next, (so, read) => so.Read(read.Key, read.Value));
        next = next with { Calls = next.Calls.Clear() };
        return (state.Calls ?? new Dictionary<string, IReadOnlyList<long>>())
            .SelectMany(feed => feed.Value, (feed, message) => (Feed: feed.Key, message))
            .Aggregate(next, (so, call) => so.Call(call.Feed, call.message));
    }

    public static ChatState Apply(ChatState chat, Event happened)
    {
        if (chat.Own is not { } own || happened.Seq <= own.Seq) return chat;
        own = own with { Seq = happened.Seq };
        if (Line.Of(happened) is { } line) own = own with { Timeline = own.Timeline.Add(line) };
        return Effect(chat with { Own = own }, happened);
    }

    static ChatState Effect(ChatState chat, Event happened) => happened switch
    {
        RoomCreated created => EnterRoom(chat, created.Room),
        RoomJoined joined => EnterRoom(chat, joined.Room).Read(FeedName.Room(joined.Room), new ReadMark(joined.RoomSeq, joined.Ordinal)),
        RoomInvited invited =>
            Unasked(chat, invited.Room) with { Invitations = chat.Invitations.SetItem(
            Names.Fold(invited.Room), Texts.CleanLine(invited.Room)) },
        RoomAsked asked => chat with { Asked = chat.Asked.SetItem(Names.Fold(asked.Room), Texts.CleanLine(asked.Room)) },
        RoomDenied denied => Unasked(chat, denied.Room),
        RequestMade made => Requests(chat, made.Room, requests => requests.SetItem(Names.Fold(made.User), Texts.CleanLine(made.User))),
        RequestSettled settled => Requests(chat, settled.Room, requests => requests.Remove(Names.Fold(settled.User))),
        RoomLeft left => LeaveRoom(chat, left.Room),
        RoomRemoved removed => LeaveRoom(chat, removed.Room),
        RoomDeleted deleted => LeaveRoom(chat, deleted.Room),
        DialogueBegun begun => Enter(chat, Named(FeedName.DialogueKey(chat.Me ?? "", begun.With), begun.With)),
        DialogueEnded ended => chat.Leave(FeedName.DialogueKey(chat.Me ?? "", ended.With)),
        PreferenceChanged changed => chat with { Settings = chat.Settings.With(changed.Setting, changed.On) },
        UserIgnored ignored => UnreadFold.Ignore(chat, ignored.User, true, ignored.Seq),
        UserUnignored shown => UnreadFold.Ignore(chat, shown.User, false, shown.Seq),
        Suspended suspended => chat with { SuspendedUntil = suspended.Until },
        ReportsDismissed { SuspensionEnds: true } => chat with { SuspendedUntil = null },
        RoleGranted => chat with { Operator = true, SuspendedUntil = null },
        RoleRevoked => chat with { Operator = false },
        WentAway => chat with { Away = true },
        CameBack => chat with { Away = false },
        Mentioned told when !chat.Ignores(told.By) => chat.Call(told.In, told.Message),
        CommentReceived told when !chat.Ignores(told.By) => chat.Call(told.In, told.Comment),
        CallWithdrawn told => chat.Uncall(told.In, told.Message),
        ReadTo read => chat.Read(read.In, new ReadMark(read.UpTo, read.Ordinal)),
        _ => chat,
    };

    static ChatState EnterRoom(ChatState chat, string room) =>
        Enter(Unasked(chat, room) with { Invitations = chat.Invitations.Remove(Names.Fold(room)) }, Named(FeedName.Room(room), room));

    static ChatState LeaveRoom(ChatState chat, string room) =>
        Unasked(chat.Leave(FeedName.Room(room)), room) with { Invitations = chat.Invitations.Remove(Names.Fold(room)) };

    static ChatState Unasked(ChatState chat, string room) => chat with { Asked = chat.Asked.Remove(Names.Fold(room)) };

    // The room's own state, which may be newer than this letter or older, has them too: a set takes both.
    static ChatState Requests(
        ChatState chat, string room, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        var key = FeedName.Key(FeedName.Room(room));
        return chat.Feeds.TryGetValue(key, out var feed)
            ? chat with { Feeds = chat.Feeds.SetItem(key, feed with { Requests = change(feed.Requests) }) }
            : chat;
    }

    // The room's own state may have come before this event of the user's.
    static ChatState Enter(ChatState chat, FeedState named) => chat.Feeds.ContainsKey(FeedName.Key(named.Feed)) ? chat : chat.Enter(named);

    static ChatState KeepOnly(ChatState chat, IReadOnlyList<FeedState> feeds)
    {
        var keys = feeds.Select(feed => FeedName.Key(feed.Feed)).ToHashSet(StringComparer.Ordinal);
        var kept = chat.Order.Where(key => !keys.Contains(key)).Aggregate(chat, (so, key) => so.Leave(key));
        return feeds.Aggregate(kept, Enter);
    }

    static FeedState Named(string feed, string title) => new(feed, Texts.CleanLine(title));
}
