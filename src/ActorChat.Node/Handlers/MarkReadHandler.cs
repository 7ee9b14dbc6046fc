using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Nobody has read further than there is: a mark beyond the newest message would hide those to come.</summary>
sealed class MarkReadHandler(ChatServices chat) : UserHandler<MarkRead>
{
    protected override async Task<object> Handle(ICaller caller, string user, MarkRead request)
    {
        if (request.UpTo < 0 || request.Ordinal < 0)
        {
            return new Error(ErrorCodes.BadField, "upTo and ordinal must be 0 or more: take them from a message.");
        }
        if (FeedNames.Parse(request.Feed) is not { } feed) return Refusals.UnknownFeed(request.Feed);
        var extent = feed.Kind == Ids.UserKind ? null : await chat.Ask(feed, new GetExtent(user), Repeat.Always) as Extent;
        var (seq, ordinal) = extent is null ? (0, 0) : (extent.Seq, extent.Ordinal);
        var within = request with { UpTo = Math.Min(request.UpTo, seq), Ordinal = Math.Min(request.Ordinal, ordinal) };
        // Who has read something has received it.
        if (FeedNames.Pair(feed) is var (first, second) && extent?.Received < within.UpTo)
        {
            await chat.Act(
                feed, user, new MarkDelivered(Names.Same(first, user) ? second : first, within.UpTo, within.Ordinal), Repeat.Always);
        }
        return await chat.Act(Ids.User(user), user, within, Repeat.Always);
    }
}
