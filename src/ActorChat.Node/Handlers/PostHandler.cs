using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class PostHandler(ChatServices chat) : UserHandler<Post>
{
    public override bool IsSending => true;

    protected override async Task<object> Handle(ICaller caller, string user, Post request)
    {
        if (Names.Room(request.Room) is not { } room) return Refusals.UnknownRoom(request.Room);
        var file = request.File is { } key ? await chat.LinkOf(user, key, Ids.Room(room)) : null;
        return await chat.Act(Ids.Room(room), user, request, Repeat.Always, file, await caller.Silence());
    }
}
