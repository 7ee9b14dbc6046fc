using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class CreateRoomHandler(ChatServices chat) : UserHandler<CreateRoom>
{
    protected override async Task<object> Handle(ICaller caller, string user, CreateRoom request)
    {
        if (Names.Room(request.Room) is not { } room) return Refusals.BadRoomName;
        if (await caller.FollowsEnough()) return Refusals.TooManyFeeds;
        if (await chat.RefuseRoom(room, user) is { } no) return no;
        var reply = await chat.Act(Ids.Room(room), user, request with { Room = room });
        if (reply is Done) caller.Follow(Ids.Room(room));
        return reply;
    }
}
