using ActorChat.Actors.Regions;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class EditMessageHandler(ChatServices chat) : UserHandler<EditMessage>
{
    protected override async Task<object> Handle(ICaller caller, string user, EditMessage request) =>
        await chat.Amend(user, request.Feed, request.Message, request, Repeat.WhenCertain, caller.Ended);
}
