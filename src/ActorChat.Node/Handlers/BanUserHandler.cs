using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class BanUserHandler(ChatServices chat) : UserHandler<BanUser>
{
    protected override async Task<object> Handle(ICaller caller, string user, BanUser request)
    {
        var (name, fault) = await chat.NameOf(request.User);
        return fault ?? await chat.NoOperator(user, against: name)
            ?? ((ForClient)await chat.Ask(Ids.User(name!), new BanAccount(user, request.DurationMs, request.Reason))).Reply;
    }
}
