using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GetFilesHandler(ChatServices chat) : UserHandler<GetFiles>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetFiles request) =>
        await chat.Act(Ids.Files(user), user, request, Repeat.Always);
}
