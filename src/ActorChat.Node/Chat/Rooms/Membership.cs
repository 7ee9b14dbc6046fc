using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>Coming and going by one's own will.</summary>
static class Membership
{
    public static Effect Join(Room room, string by, RoomOptions options, CommandContext context) => room switch
    {
        _ when room.Roster.Has(by) => Effects.Refuse(RoomErrors.InAlready(room)),
        _ when !room.Admits(by) => Effects.Refuse(RoomErrors.NotAllowed(room, by)),
        _ when room.Roster.Count >= options.MaxMembers => Effects.Refuse(RoomErrors.Full(room, room.Roster.Count)),
        _ => Effects.Commit(new EventDraft(new Joined(by))) with
        {
            Letters = [Effects.Tell(by, new RoomJoined(room.Name!, context.NextSeq, room.Log.Ordinal))],
        },
    };

    public static Effect Leave(Room room, string by, CommandContext context) => room switch
    {
        _ when !room.Roster.Has(by) => Effects.Refuse(RoomErrors.NotIn(room, by)),
        _ when room.Roster.Count == 1 => Creation.Abandon(room, by, context),
        _ when room.Roster.HasLastAdmin(by) => LeaveToHeir(room, by, context),
        _ => Effects.Commit(Leaving(by)) with { Letters = [Effects.Tell(by, new RoomLeft(room.Name!, context.NextSeq))] },
    };

    /// <summary>The event of leaving takes the user's clients off the feed.</summary>
    public static EventDraft Leaving(string user) => new(new Left(user), Expels: Names.Fold(user));

    static Effect LeaveToHeir(Room room, string by, CommandContext context)
    {
        var heir = room.Roster.Leave(by).AllNames.First();
        return Effects.Commit(Leaving(by), new EventDraft(new AdminNamed(heir))) with
        {
            Letters =
            [
                Effects.Tell(by, new RoomLeft(room.Name!, context.NextSeq)),
                Effects.Tell(heir, new RoomAdmin(room.Name!, context.NextSeq + 1)),
                .. Asking.Pending(room, heir),
            ],
        };
    }
}
