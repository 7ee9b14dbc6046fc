using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class CancelScheduledHandler(ChatServices chat) : UserHandler<CancelScheduled>
{
    protected override async Task<object> Handle(ICaller caller, string user, CancelScheduled request) =>
        await chat.Act(Ids.User(user), user, request);
}
