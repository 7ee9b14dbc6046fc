using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class SetTopicHandler(ChatServices chat) : UserHandler<SetTopic>
{
    protected override async Task<object> Handle(ICaller caller, string user, SetTopic request) =>
        Names.Room(request.Room) is { } room ? await chat.Rule(room, user, request) : Refusals.UnknownRoom(request.Room);
}
