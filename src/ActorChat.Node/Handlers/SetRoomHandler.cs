using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class SetRoomHandler(ChatServices chat) : UserHandler<SetRoom>
{
    protected override async Task<object> Handle(ICaller caller, string user, SetRoom request) =>
        Names.Room(request.Room) is { } room ? await chat.Rule(room, user, request) : Refusals.UnknownRoom(request.Room);
}
