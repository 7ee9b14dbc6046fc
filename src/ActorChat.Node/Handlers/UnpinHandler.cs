using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class UnpinHandler(ChatServices chat) : UserHandler<Unpin>
{
    protected override async Task<object> Handle(ICaller caller, string user, Unpin request) => Names.Room(request.Room) is { } room
        ? await chat.Amend(user, FeedNames.Room(room), request.Message, request, Repeat.WhenCertain, caller.Ended)
        : Refusals.UnknownRoom(request.Room);
}
