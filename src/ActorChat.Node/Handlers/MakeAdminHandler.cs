using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class MakeAdminHandler(ChatServices chat) : UserHandler<MakeAdmin>
{
    protected override async Task<object> Handle(ICaller caller, string user, MakeAdmin request)
    {
        if (Names.Room(request.Room) is not { } room) return Refusals.UnknownRoom(request.Room);
        var (name, fault) = await chat.NameOf(request.User);
        return fault ?? await chat.Act(Ids.Room(room), user, request with { User = name! });
    }
}
