using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class UnmuteHandler(ChatServices chat) : UserHandler<Unmute>
{
    protected override async Task<object> Handle(ICaller caller, string user, Unmute request)
    {
        if (Names.Room(request.Room) is not { } room) return Refusals.UnknownRoom(request.Room);
        var (name, fault) = await chat.NameOf(request.User);
        return fault ?? await chat.Rule(room, user, request with { User = name! });
    }
}
