using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GetScheduledHandler(ChatServices chat) : UserHandler<GetScheduled>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetScheduled request) =>
        await chat.Act(Ids.User(user), user, request, Repeat.Always);
}
