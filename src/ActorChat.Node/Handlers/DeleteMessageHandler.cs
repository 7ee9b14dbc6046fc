using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class DeleteMessageHandler(ChatServices chat) : UserHandler<DeleteMessage>
{
    protected override async Task<object> Handle(ICaller caller, string user, DeleteMessage request) =>
        await chat.Amend(user, request.Feed, request.Message, request, Repeat.WhenCertain, caller.Ended);
}
