using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class ReactHandler(ChatServices chat) : UserHandler<React>
{
    public override bool IsSending => true;

    protected override async Task<object> Handle(ICaller caller, string user, React request) =>
        await caller.Silence() ?? await chat.Amend(user, request.Feed, request.Message, request, Repeat.WhenCertain, caller.Ended);
}
