using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class ReportUserHandler(ChatServices chat) : UserHandler<ReportUser>
{
    protected override async Task<object> Handle(ICaller caller, string user, ReportUser request)
    {
        var (name, fault) = await chat.NameOf(request.User);
        return fault ?? await chat.Act(Ids.User(name!), user, request with { User = name! });
    }
}
