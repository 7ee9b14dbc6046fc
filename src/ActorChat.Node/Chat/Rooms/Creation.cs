using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>How rooms come and go.</summary>
static class Creation
{
    public static Effect Create(Room room, string by, CreateRoom request, CommandContext context) => room.Name is not null
        ? Effects.Refuse(RoomErrors.Exists(room))
        : Effects.Commit(new EventDraft(new Created(request.Room, request.Access, by))) with
        {
            Letters = [Effects.Tell(by, new RoomCreated(request.Room, context.NextSeq))],
            Directory = [Listed(request, context)],
        };

    public static Effect Delete(Room room, string by, CommandContext context) =>
        Effects.Commit(End(by)) with
        {
            Letters =
            [
                .. Farewell(room, by, room.Roster.AllNames, context.NextSeq),
                .. Holding.Released(room.Name!),
                Purging.Begin(context.Self, room.Since, context.NextSeq),
            ],
            Directory = [Unlisted(context), .. Linking.Unlisted(room)],
        };

    /// <summary>The last member leaves, and the room ends with that.</summary>
    public static Effect Abandon(Room room, string by, CommandContext context)
    {
        var deleted = context.NextSeq + 1;
        return Effects.Commit(Membership.Leaving(by), End(by: null)) with
        {
            Letters =
            [
                Effects.Tell(by, new RoomLeft(room.Name!, context.NextSeq)),
                .. Farewell(room, by: null, [], deleted).Where(letter => letter.To != Ids.User(by)),
                .. Holding.Released(room.Name!),
                Purging.Begin(context.Self, room.Since, deleted),
            ],
            Directory = [Unlisted(context), .. Linking.Unlisted(room)],
        };
    }

    static EventDraft End(string? by) => new(new Deleted(by), Expels: "*");

    // Everyone who has the room in their own feed, as a member, by an invitation or because they asked, hears that it is gone: once.
    static IEnumerable<LetterDraft> Farewell(Room room, string? by, IEnumerable<string> members, long seq) =>
        members.Concat(room.Allowed.AllNames).Concat(room.Book.Waiting.Select(request => request.Name))
            .DistinctBy(Names.Fold)
            .Select(user => Effects.Tell(user, new RoomDeleted(room.Name!, by, seq)));

    static DirectoryChange Listed(CreateRoom request, CommandContext context) =>
        new(Ids.RoomKind, context.Self.Name, new DirectoryEntry(request.Room, Listed: request.Access == RoomAccess.Open));

    static DirectoryChange Unlisted(CommandContext context) => new(Ids.RoomKind, context.Self.Name, Entry: null);
}
