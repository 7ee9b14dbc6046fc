using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class ApproveHandler(ChatServices chat) : UserHandler<Approve>
{
    protected override async Task<object> Handle(ICaller caller, string user, Approve request) =>
        Names.Room(request.Room) is { } room ? await chat.Act(Ids.Room(room), user, request) : Refusals.UnknownRoom(request.Room);
}
