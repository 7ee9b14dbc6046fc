using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Kinds;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Straight from the store once the entity has let the user in.</summary>
sealed class ReadFeedHandler(ChatServices chat) : UserHandler<ReadFeed>
{
    protected override async Task<object> Handle(ICaller caller, string user, ReadFeed request)
    {
        if (request.Limit is < 1 or > ProtocolLimits.MaxHistoryPage) return Refusals.BadLimit("limit", 1, ProtocolLimits.MaxHistoryPage);
        if (FeedNames.Parse(request.Feed) is not { } feed) return Refusals.UnknownFeed(request.Feed);
        var answer = await chat.Ask(feed, new Visit(user), Repeat.Always);
        if (answer is not Visited visited) return ((ForClient)answer).Reply;
        var before = request.Before ?? long.MaxValue;
        if (request.After is not { } after)
        {
            var newest = await chat.WithFilesAsTheyAre(
                await chat.Store.ReadBack(feed, before, visited.Since, [], request.Limit + 1, caller.Ended));
            return Write(visited, [.. newest.Reverse()], request.Limit, newestFirst: true);
        }
        // What is older belongs to a deleted namesake.
        var next = await chat.WithFilesAsTheyAre(
            await chat.Store.ReadForward(feed, Math.Max(after, visited.Since - 1), request.Limit + 1, caller.Ended));
        return Write(visited, [.. next.Where(one => one.Seq < before)], request.Limit, newestFirst: false);
    }

    // As many as fit, from the side that was asked for.
    byte[] Write(Visited visited, IReadOnlyList<StoredEvent> found, int limit, bool newestFirst)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        var bytes = 0;
        foreach (var one in found.Take(limit))
        {
            var frame = FeedFormat.Frame(visited.Feed, one);
            bytes += frame.Length;
            if (bytes > chat.Limits.MaxHistoryBytes && frames.Count > 0) break;
            frames.Add(frame);
        }
        if (newestFirst) frames.Reverse();
        return HistoryParts.Write("history", visited.Feed, null, frames, frames.Count < found.Count, Follows.HeadOf(visited.State));
    }
}
