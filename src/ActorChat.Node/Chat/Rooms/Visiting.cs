using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What a room shows of itself, to those who are in it. Who is online is for the session to fill in.</summary>
static class Visiting
{
    public static Effect Visit(Room room, Visit visit, CommandContext context) => room.Holds(visit.By)
        ? Effects.Show(new(room.Feed!, StateOf(room, visit.By, context), room.Since), visit, context)
        : Effects.TurnAway(RoomErrors.NotIn(room, visit.By));

    public static Effect Extent(Room room, string by, CommandContext context) => room.Holds(by)
        ? Effect.Answer(new Extent(room.Feed!, room.Since, context.LastSeq(), room.Log.Ordinal))
        : Effects.Refuse(RoomErrors.NotIn(room, by));

    public static Effect Who(Room room, string by) => room.Holds(by)
        ? Effects.Reply(new MemberList(room.Name!, Listed(room.Roster), room.Roster.Count, OnlineCount: 0))
        : Effects.Refuse(RoomErrors.NotIn(room, by));

    static RoomState StateOf(Room room, string by, CommandContext context) => new(
        room.Feed!,
        context.LastSeq(),
        room.Name!,
        room.Access,
        room.Log.Ordinal,
        [.. room.Roster.AdminNames.Take(ProtocolLimits.MaxListedNames)],
        [.. room.Roster.AllNames.Take(ProtocolLimits.MaxListedNames)],
        room.Roster.Count,
        Online: [],
        room.Book.Requests.IsEmpty || !room.Roster.HasAdmin(by) ? null : [.. room.Book.Waiting.Select(request => request.Name)],
        room.Rules == RoomSettings.None ? null : room.Rules,
        room.SentBy(by),
        room.Log.Living.Gone,
        room.Log.Changed,
        room.Board.Topic,
        room.Board.Pins.IsEmpty ? null : room.Board.Pins)
    {
        Removed = room.Log.RemovedUnread(),
    };

    static IReadOnlyList<MemberInfo> Listed(Roster roster) =>
    [
        .. roster.Members.Values
            .OrderByDescending(member => member.Admin)
            .ThenBy(member => Names.Fold(member.Name), StringComparer.Ordinal)
            .Take(ProtocolLimits.MaxListedNames)
            .Select(member => new MemberInfo(member.Name, member.Admin, Online: false)),
    ];
}
