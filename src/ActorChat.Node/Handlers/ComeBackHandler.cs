using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class ComeBackHandler(ChatServices chat) : UserHandler<ComeBack>
{
    protected override async Task<object> Handle(ICaller caller, string user, ComeBack request) =>
        await chat.Act(Ids.User(user), user, request, Repeat.Always);
}
