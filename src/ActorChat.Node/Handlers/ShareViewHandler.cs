using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class ShareViewHandler(ChatServices chat) : UserHandler<ShareView>
{
    protected override async Task<object> Handle(ICaller caller, string user, ShareView request)
    {
        if (request.Feed is { } named && FeedNames.Parse(named) is not { Kind: Ids.RoomKind or Ids.DialogueKind })
        {
            return Refusals.UnknownFeed(named);
        }
        var view = request.Feed is { } feed ? FeedNames.Parse(feed)!.Value.ToString() : null;
        return await chat.Signal(caller, Ids.User(user), _ => new ViewShared(caller.LoginId ?? "", view));
    }
}
