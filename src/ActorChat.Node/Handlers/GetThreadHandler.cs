using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>A message and its comments, straight from the store once the entity has let the user in.</summary>
sealed class GetThreadHandler(ChatServices chat) : UserHandler<GetThread>
{
    static readonly string[] Comments = [ChatEvents.TypeOf<Commented>()];

    protected override async Task<object> Handle(ICaller caller, string user, GetThread request)
    {
        if (request.Limit is < 1 or > ProtocolLimits.MaxHistoryPage) return Refusals.BadLimit("limit", 1, ProtocolLimits.MaxHistoryPage);
        if (FeedNames.Parse(request.Feed) is not { Kind: not Ids.UserKind } feed) return Refusals.UnknownFeed(request.Feed);
        var answer = await chat.Ask(feed, new Visit(user), Repeat.Always);
        if (answer is not Visited visited) return ((ForClient)answer).Reply;
        if (await chat.ReadMessage(feed, visited, request.Message, caller.Ended) is not { } found)
        {
            return Refusals.UnknownMessage(request.Message);
        }
        var root = found.Under ?? found;
        var page = await chat.Store.ReadAbout(feed, root.Seq, request.Before ?? long.MaxValue, Comments, request.Limit + 1, caller.Ended);
        var message = (await chat.Store.ReadForward(feed, root.Seq - 1, 1, caller.Ended)).FirstOrDefault(stored => stored.Seq == root.Seq);
        return message is null
            ? Refusals.UnknownMessage(request.Message)
            : HistoryParts.Write("thread", visited.Feed, (await chat.WithFilesAsTheyAre([message]))[0], page, request.Limit,
                chat.Limits.MaxHistoryBytes, root.AsOf);
    }
}
