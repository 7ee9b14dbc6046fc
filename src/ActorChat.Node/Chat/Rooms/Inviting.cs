using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What admins do with the list of who may be in.</summary>
static class Inviting
{
    public static Effect Add(Room room, string by, string user, RoomOptions options, CommandContext context) => room switch
    {
        _ when Names.Same(by, user) => Effects.Refuse(RoomErrors.AddYourself(room)),
        _ when room.Roster.Has(user) => Effects.Refuse(RoomErrors.InAlready(room, user)),
        _ when room.Allowed.HasInvited(user) => Effects.Refuse(RoomErrors.InvitedAlready(room, user)),
        _ when room.Allowed.Count >= options.MaxAllowed && !room.Allowed.Has(user) =>
            Effects.Refuse(RoomErrors.ListFull(room, room.Allowed.Count)),
        _ => Effects.Commit(new EventDraft(new Added(user, by))) with
        {
            Letters = [Effects.Tell(user, new RoomInvited(room.Name!, by, context.NextSeq)), .. Asking.Settled(room, by, user, context)],
        },
    };

    // An open room can be closed to somebody before they ever come; a restricted one is closed to them as it is.
    public static Effect Remove(Room room, string by, string user, RoomOptions options, CommandContext context) => room switch
    {
        _ when Names.Same(by, user) => Effects.Refuse(RoomErrors.RemoveYourself(room)),
        _ when room.Barred.Has(user) => Effects.Refuse(RoomErrors.OutAlready(room, user)),
        { Access: RoomAccess.Restricted } when !Concerns(room, user) => Effects.Refuse(RoomErrors.NotThere(room, user)),
        { Access: RoomAccess.Open } when room.Barred.Count >= options.MaxBarred =>
            Effects.Refuse(RoomErrors.BarredFull(room, room.Barred.Count)),
        _ => Effects.Commit(new EventDraft(new Removed(user, by), Expels: Names.Fold(user))) with
        {
            Letters = Concerns(room, user) ? [Effects.Tell(user, new RoomRemoved(room.Name!, by, context.NextSeq))] : [],
        },
    };

    // Whoever has nothing to do with the room is not told that they were kept out of it.
    static bool Concerns(Room room, string user) => room.Roster.Has(user) || room.Allowed.Has(user);
}
