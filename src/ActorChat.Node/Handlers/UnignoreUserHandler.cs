using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class UnignoreUserHandler(ChatServices chat) : UserHandler<UnignoreUser>
{
    protected override async Task<object> Handle(ICaller caller, string user, UnignoreUser request)
    {
        var (name, fault) = await chat.NameOf(request.User);
        return fault ?? await chat.Act(Ids.User(user), user, request with { User = name! }, Repeat.Always);
    }
}
