using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class ShareDraftHandler(ChatServices chat) : UserHandler<ShareDraft>
{
    protected override async Task<object> Handle(ICaller caller, string user, ShareDraft request)
    {
        if (FeedNames.Parse(request.Feed) is not { Kind: Ids.RoomKind or Ids.DialogueKind } feed) return Refusals.UnknownFeed(request.Feed);
        if (request.Text.Length > ProtocolLimits.MaxTextChars) return Refusals.DraftTooLong;
        return await chat.Signal(
            caller, Ids.User(user), _ => new DraftShared(feed.ToString(), Texts.Clean(request.Text), caller.LoginId ?? ""));
    }
}
