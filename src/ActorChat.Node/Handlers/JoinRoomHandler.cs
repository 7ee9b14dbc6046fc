using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class JoinRoomHandler(ChatServices chat) : UserHandler<JoinRoom>
{
    protected override async Task<object> Handle(ICaller caller, string user, JoinRoom request)
    {
        if (Names.Room(request.Room) is not { } room) return Refusals.UnknownRoom(request.Room);
        if (await caller.FollowsEnough()) return Refusals.TooManyFeeds;
        var reply = await chat.Act(Ids.Room(room), user, request with { Room = room });
        if (reply is Done) caller.Follow(Ids.Room(room));
        return reply;
    }
}
