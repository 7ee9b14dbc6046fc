using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class BeginFileHandler(ChatServices chat) : UserHandler<BeginFile>
{
    protected override async Task<object> Handle(ICaller caller, string user, BeginFile request) =>
        await chat.Act(Ids.Files(user), user, request);
}
