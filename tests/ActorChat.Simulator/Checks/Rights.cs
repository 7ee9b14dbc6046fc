using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;

namespace ActorChat.Simulator.Checks;

/// <summary>
/// Who may see what, by the journals alone (invariant 6). A room's members may read all of its past: so whoever is in may see every event,
/// and whoever is out every event up to the one that took them out (as history visibility <c>shared</c> in Matrix). A client that lags
/// sees the feed in its order, and the last thing that it sees is that it is out.
/// </summary>
sealed class Rights
{
    static readonly RoomBehaviour Behaviour = new(NodeSettings.Default.Rooms);
    readonly Dictionary<EntityId, Room> rooms = [];
    readonly Dictionary<(EntityId Room, string User), long> lastIn = [];

    /// <summary>An event of an entity stands in its journal.</summary>
    public void OnCommitted(EntityId entity, long seq, Event committed)
    {
        if (entity.Kind != Ids.RoomKind) return;
        var before = rooms.GetValueOrDefault(entity) ?? Behaviour.Initial(entity);
        var after = rooms[entity] = Behaviour.Apply(before, committed, new EventPlace(seq, default));
        foreach (var user in before.Roster.Places.Keys.Concat(after.Roster.Places.Keys)) lastIn[(entity, user)] = seq;
    }

    /// <summary>Whether a user may be sent this event of a feed.</summary>
    public bool MaySee(string user, EntityId feed, long seq) =>
        feed.Kind != Ids.RoomKind ? feed.Name.Split('~').Contains(Names.Fold(user), StringComparer.Ordinal)
        : feed == Ids.Global || seq <= lastIn.GetValueOrDefault((feed, Names.Fold(user)));
}
