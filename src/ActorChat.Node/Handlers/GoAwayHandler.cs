using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GoAwayHandler(ChatServices chat) : UserHandler<GoAway>
{
    protected override async Task<object> Handle(ICaller caller, string user, GoAway request) =>
        await chat.Act(Ids.User(user), user, request, Repeat.Always);
}
