using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class FindFileHandler(ChatServices chat) : UserHandler<FindFile>
{
    protected override async Task<object> Handle(ICaller caller, string user, FindFile request) =>
        (await chat.FindFile(user, request.Key)).Reply;
}
