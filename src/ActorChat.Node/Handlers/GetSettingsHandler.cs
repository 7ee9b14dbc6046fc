using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GetSettingsHandler(ChatServices chat) : UserHandler<GetSettings>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetSettings request) =>
        await chat.Act(Ids.User(user), user, request, Repeat.Always);
}
