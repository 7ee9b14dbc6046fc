using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GrantRoleHandler(ChatServices chat) : UserHandler<GrantRole>
{
    protected override async Task<object> Handle(ICaller caller, string user, GrantRole request)
    {
        var (name, fault) = await chat.NameOf(request.User);
        return fault ?? await chat.Act(Ids.Moderation, user, request with { User = name! });
    }
}
