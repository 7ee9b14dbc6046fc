using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class PinHandler(ChatServices chat) : UserHandler<Pin>
{
    protected override async Task<object> Handle(ICaller caller, string user, Pin request) => Names.Room(request.Room) is { } room
        ? await chat.Amend(user, FeedNames.Room(room), request.Message, request, Repeat.WhenCertain, caller.Ended)
        : Refusals.UnknownRoom(request.Room);
}
