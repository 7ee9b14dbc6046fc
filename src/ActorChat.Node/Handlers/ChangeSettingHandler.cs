using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class ChangeSettingHandler(ChatServices chat) : UserHandler<ChangeSetting>
{
    protected override async Task<object> Handle(ICaller caller, string user, ChangeSetting request) =>
        await chat.Act(Ids.User(user), user, request, Repeat.Always);
}
