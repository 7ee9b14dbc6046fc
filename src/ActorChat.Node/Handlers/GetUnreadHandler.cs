using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>
/// Counts what is unread where the messages stand, the newest first: so what was deleted, is over, or was written by people who are ignored
/// does not count, whether a client has ever loaded it or not. One feed after the other, as nobody waits for it.
/// </summary>
sealed class GetUnreadHandler(ChatServices chat) : UserHandler<GetUnread>
{
    const int PageSize = 500;

    static readonly string[] Messages = [ChatEvents.TypeOf<Posted>()];

    protected override async Task<object> Handle(ICaller caller, string user, GetUnread request)
    {
        var answer = await chat.Ask(Ids.User(user), new Visit(user), Repeat.Always);
        if (answer is not Visited { State: UserState own }) return ((ForClient)answer).Reply;
        var feeds = new List<UnreadFeed>();
        foreach (var (feed, read) in own.Reads)
        {
            if (await Count(own, feed, read, caller.Ended) is { } unread) feeds.Add(unread);
        }
        return new UnreadList(own.Seq, feeds);
    }

    // Null for a feed that is read to its end, or that the user left a moment ago.
    async Task<UnreadFeed?> Count(UserState own, string feed, ReadMark read, CancellationToken cancel)
    {
        if (FeedNames.Parse(feed) is not { } entity) return null;
        if (await chat.Ask(entity, new Visit(own.Name), Repeat.Always) is not Visited visited) return null;
        var (ordinal, gone) = visited.State switch
        {
            RoomState room => (room.Ordinal, room.Gone),
            DialogueState dialogue => (dialogue.Ordinal, dialogue.Gone),
            _ => (0, 0),
        };
        var calls = own.Calls?.GetValueOrDefault(feed) ?? [];
        var first = Math.Max(gone, read.Ordinal) + 1;
        if (first > ordinal && calls.Count == 0) return null;
        var counting = new UnreadCount(first, ordinal);
        await Look(own, entity, visited, counting, cancel);
        var living = await chat.Living(own, feed, calls, cancel);
        IReadOnlyList<long> over = [.. calls.Except(living)];
        return new UnreadFeed(
            visited.Feed, ordinal, counting.Unread, counting.Skipped, living.Count == 0 ? null : living, over.Count == 0 ? null : over);
    }

    async Task Look(UserState own, EntityId entity, Visited visited, UnreadCount counting, CancellationToken cancel)
    {
        var before = Follows.HeadOf(visited.State) + 1;
        while (!counting.IsDone)
        {
            var page = await chat.Store.ReadBack(entity, before, visited.Since, Messages, PageSize, cancel);
            for (var i = page.Count - 1; i >= 0 && !counting.IsDone; i--)
            {
                if (ChatEvents.Read(page[i].Body.Span) is Posted posted) counting.Take(posted.Ordinal, LivingCalls.Counts(own, page[i]));
            }
            if (page.Count < PageSize) counting.End();
            else before = page[0].Seq;
        }
    }
}
