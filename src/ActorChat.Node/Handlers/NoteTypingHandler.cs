using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class NoteTypingHandler(ChatServices chat) : UserHandler<NoteTyping>
{
    public override bool IsSending => true;

    protected override async Task<object> Handle(ICaller caller, string user, NoteTyping request)
    {
        if (FeedNames.Parse(request.Feed) is not { Kind: Ids.RoomKind or Ids.DialogueKind } feed) return Refusals.UnknownFeed(request.Feed);
        return await caller.Silence() ?? await chat.Signal(caller, feed, name => new Typing(name, user));
    }
}
