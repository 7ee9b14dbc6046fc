using ActorChat.Node.Behaviours;
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
    public static Room Apply(Room room, object committed, EventPlace place) => committed switch
    {
        Created created => Create(room, created, place.Seq),
        Deleted => Room.None with { Log = room.Log.Anew() },
        NameHeld held => room with { Held = NameHold.After(held, place.At) },
        Joined joined => Join(room, joined.User, place.Seq),
        Left left => Leave(room, left.User),
        AdminNamed named => room with { Roster = room.Roster.Promote(named.User) },
        Added added => room with { Allowed = room.Allowed.Put(added.User, invited: true), Barred = room.Barred.Strike(added.User) },
        Removed removed => Remove(room, removed.User),
        TopicSet or Pinned or Unpinned or Muted or Unmuted => Ruling.Apply(room, committed, place.At),
        SettingChanged changed => Set(room, changed.Settings, place),
        Posted posted => Count(room, posted.By, place.At) with { Log = Posting(room, posted, place) },
        Expired expired => room with { Log = room.Log.Apply(expired, place), Wall = room.Wall?.Without(expired) },
        Commented comment => Count(room, comment.By, place.At) with { Log = room.Log.Apply(comment, place) },
        MessageDeleted deleted => room with { Log = room.Log.Note(deleted, place), Wall = room.Wall?.Without(deleted.Message) },
        Edited or Reacted => room with { Log = room.Log.Note((Event)committed, place) },
        _ => room,
    };

    static Room Count(Room room, string user, DateTimeOffset at) => room.Rules.SendLimit is null
        ? room
        : room with { Sends = (room.Sends ?? SendCounts.Empty).With(user, at, room.Rules.Period) };

    static MessageLog Posting(Room room, Posted posted, EventPlace place)
    {
        var log = room.Log.Apply(posted, place.Seq);
        return room.Rules.Lifetime is null ? log : log.Live(posted, place);
    }

    // Where messages had no lifetime before, it begins now for those that are there.
    static Room Set(Room room, RoomSettings settings, EventPlace place)
    {
        var before = room.Rules.Lifetime;
        var changed = room with { Settings = settings };
        if (settings.Lifetime == before) return changed;
        var lives = room.Log.Living with { Generation = room.Log.Living.Generation + 1 };
        if (settings.Lifetime is null) lives = lives with { Runs = [] };
        else if (before is null && room.Log.Ordinal > lives.Gone) lives = lives.Begin(place.Seq - 1, place.At);
        return changed with { Log = room.Log with { Lives = lives } };
    }

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
