using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class CommentHandler(ChatServices chat) : UserHandler<Comment>
{
    public override bool IsSending => true;

    protected override async Task<object> Handle(ICaller caller, string user, Comment request) =>
        await caller.Silence() ?? await chat.Amend(user, request.Feed, request.Message, request, Repeat.ByKey, caller.Ended);
}
