using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GetLinksHandler(ChatServices chat) : UserHandler<GetLinks>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetLinks request) =>
        Names.Room(request.Room) is { } room ? await chat.Act(Ids.Room(room), user, request) : Refusals.UnknownRoom(request.Room);
}
