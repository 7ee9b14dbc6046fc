using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Open rooms stand in the directory for everyone; restricted ones are shown to those whose own state names them.</summary>
sealed class FindRoomsHandler(ChatServices chat) : UserHandler<FindRooms>
{
    const int MaxRooms = 200;

    protected override async Task<object> Handle(ICaller caller, string user, FindRooms request)
    {
        var text = Names.Fold(request.Text ?? "");
        if (text.Length > Names.MaxChars) return new RoomList([], More: false);
        var own = await chat.Ask(Ids.User(user), new Visit(user), Repeat.Always);
        if (own is not Visited { State: UserState state }) return ((ForClient)own).Reply;
        var listed = await chat.Store.Search(Ids.RoomKind, text, prefix: false, listedOnly: true, MaxRooms + 1, caller.Ended);
        var open = listed.Select(entry => entry.Name).ToHashSet();
        IEnumerable<RoomInfo> mine = state.Rooms.Concat(state.Invitations)
            .Where(room => Names.Fold(room).Contains(text, StringComparison.Ordinal) && !open.Contains(room))
            .Select(room => new RoomInfo(room, room == Names.Global ? RoomAccess.Open : RoomAccess.Restricted));
        List<RoomInfo> all =
            [.. mine.Concat(open.Select(room => new RoomInfo(room, RoomAccess.Open))).OrderBy(room => room.Room != Names.Global)
                .ThenBy(room => Names.Fold(room.Room), StringComparer.Ordinal)];
        return new RoomList([.. all.Take(MaxRooms)], all.Count > MaxRooms);
    }
}
