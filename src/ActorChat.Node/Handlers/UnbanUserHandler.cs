using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class UnbanUserHandler(ChatServices chat) : UserHandler<UnbanUser>
{
    protected override async Task<object> Handle(ICaller caller, string user, UnbanUser request)
    {
        var (name, fault) = await chat.NameOf(request.User);
        return fault ?? await chat.NoOperator(user) ?? ((ForClient)await chat.Ask(Ids.User(name!), new UnbanAccount(user))).Reply;
    }
}
