using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class EditMessageHandler(ChatServices chat) : UserHandler<EditMessage>
{
    public override bool IsSending => true;

    protected override async Task<object> Handle(ICaller caller, string user, EditMessage request) =>
        await caller.Silence() ?? await chat.Amend(user, request.Feed, request.Message, request, Repeat.WhenCertain, caller.Ended);
}
