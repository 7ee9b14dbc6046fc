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
        // As ChatServices.Act does, in one step less: nothing is asked as often.
        var act = new Act(user, request, file, Silence: await caller.Silence());
        return chat.ReplyIn(Ids.Room(room), await chat.Actors.Region.Ask(Ids.Room(room), act, Repeat.ByKey));
    }
}
