using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class RevokeRoleHandler(ChatServices chat) : UserHandler<RevokeRole>
{
    protected override async Task<object> Handle(ICaller caller, string user, RevokeRole request)
    {
        var (name, fault) = await chat.NameOf(request.User);
        return fault ?? await chat.Act(Ids.Moderation, user, request with { User = name! });
    }
}
