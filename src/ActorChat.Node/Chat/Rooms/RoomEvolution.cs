using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>
/// What each event makes of a room. Every step is total: a replay may begin in the middle of a deleted room's life, when a
/// part of it is purged already, and must end where it always ends, at the deletion.
/// </summary>
static class RoomEvolution
{
    /// <summary>The room after an event.</summary>
    public static Room Apply(Room room, object committed, long seq) => committed switch
    {
        Created created => Create(room, created, seq),
        Deleted => Room.None with { Log = room.Log.Anew() },
        Joined joined => Join(room, joined.User, seq),
        Left left => Leave(room, left.User),
        AdminNamed named => room with { Roster = room.Roster.Promote(named.User) },
        Added added => room with { Allowed = room.Allowed.Put(added.User, invited: true), Barred = room.Barred.Strike(added.User) },
        Removed removed => Remove(room, removed.User),
        Posted posted => room with { Log = room.Log.Apply(posted, seq) },
        _ => room,
    };

    static Room Create(Room before, Created created, long seq)
    {
        var room = Room.None with { Name = created.Room, Access = created.Access, Since = seq, Log = before.Log.Anew() };
        return created.By is { } creator ? Enter(room, creator, seq, admin: true) : room;
    }

    static Room Join(Room room, string user, long seq) => Enter(room, user, seq, admin: false);

    // To be in a restricted room is to be allowed there, also after leaving; an open room needs no list of its members.
    static Room Enter(Room room, string user, long seq, bool admin) => room with
    {
        Roster = room.Roster.Enter(user, seq, admin),
        Allowed = room.Access == RoomAccess.Restricted ? room.Allowed.Put(user, invited: false) : room.Allowed.Strike(user),
    };

    static Room Leave(Room room, string user) => room with { Roster = room.Roster.Leave(user) };

    static Room Remove(Room room, string user) => room with
    {
        Roster = room.Roster.Leave(user),
        Allowed = room.Allowed.Strike(user),
        Barred = room.Access == RoomAccess.Open ? room.Barred.Put(user, invited: false) : room.Barred,
    };
}
