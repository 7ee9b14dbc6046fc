using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class RingHandler(ChatServices chat) : UserHandler<Ring>
{
    protected override async Task<object> Handle(ICaller caller, string user, Ring request) =>
        await chat.Act(Ids.User(user), user, request);
}
