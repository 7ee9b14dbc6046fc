using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class PostPrivateHandler(ChatServices chat) : UserHandler<PostPrivate>
{
    public override bool IsSending => true;

    protected override async Task<object> Handle(ICaller caller, string user, PostPrivate request)
    {
        if (Names.User(request.User) is not { } other) return Refusals.UnknownUser(request.User);
        var file = request.File is { } key ? await chat.LinkOf(user, key, Ids.Dialogue(user, other)) : null;
        return await chat.Act(Ids.Dialogue(user, other), user, request, Repeat.ByKey, file, await caller.Silence());
    }
}
