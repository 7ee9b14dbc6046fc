using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>
/// The room or dialogue is asked now whether the user is in, so that a wrong name is noticed at once and not when it is too late.
/// </summary>
sealed class SchedulePostHandler(ChatServices chat) : UserHandler<SchedulePost>
{
    protected override async Task<object> Handle(ICaller caller, string user, SchedulePost request)
    {
        if (request.Room is null == request.User is null) return Refusals.RoomOrUser;
        if (request.Room is { } named && Names.Room(named) is null) return Refusals.UnknownRoom(named);
        if (request.User is { } other && Names.User(other) is null) return Refusals.UnknownUser(other);
        var target = request.Room is { } room ? Ids.Room(room) : Ids.Dialogue(user, request.User!);
        return await chat.Ask(target, new Visit(user), Repeat.Always) switch
        {
            Visited { State: RoomState state } => await chat.Act(Ids.User(user), user, request with { Room = state.Room }),
            Visited { State: DialogueState state } => await chat.Act(Ids.User(user), user, request with { User = state.With }),
            var refused => ((ForClient)refused).Reply,
        };
    }
}
