using System.Collections.Immutable;
using ActorChat.Actors;
using ActorChat.Actors.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;

namespace ActorChat.Simulator.Checks;

/// <summary>Who may see what, by the journals alone: the members of each room at each of its events (invariant 6).</summary>
sealed class Rights
{
    static readonly RoomBehaviour Behaviour = new(new RoomOptions());
    readonly Dictionary<EntityId, (Room Now, List<ImmutableDictionary<string, long>> Before)> rooms = [];

    /// <summary>An event of an entity stands in its journal.</summary>
    public void OnCommitted(EntityId entity, long seq, Event committed)
    {
        if (entity.Kind != Ids.RoomKind) return;
        if (!rooms.TryGetValue(entity, out var room)) room = (Behaviour.Initial(entity), []);
        room.Before.Add(room.Now.Roster.Places);
        rooms[entity] = (Behaviour.Apply(room.Now, committed, new EventPlace(seq, default)), room.Before);
    }

    /// <summary>
    /// Whether a user may be sent this event of a feed: members see what happened while they were in, the event that took them out, and, when
    /// they are in again, what happened meanwhile.
    /// </summary>
    public bool MaySee(string user, EntityId feed, long seq)
    {
        if (feed.Kind != Ids.RoomKind) return feed.Name.Split('~').Contains(Names.Fold(user), StringComparer.Ordinal);
        if (feed == Ids.Global) return true;
        var (now, before) = rooms[feed];
        var after = seq < before.Count ? before[(int)seq] : now.Roster.Places;
        return now.Roster.Has(user) || before[(int)seq - 1].ContainsKey(Names.Fold(user)) || after.ContainsKey(Names.Fold(user));
    }
}
