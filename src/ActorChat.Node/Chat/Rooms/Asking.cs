using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>
/// Coming in by a link. The request takes one of the link's uses, whatever becomes of it; asking again while it waits changes
/// nothing. Nobody but the room's admins and the one who asks learns of it: its events are hidden in the room's feed.
/// </summary>
static class Asking
{
    public static Effect Ask(Room room, AskIn ask, RoomOptions options, CommandContext context) => room.Book.Find(ask.Hash) switch
    {
        null => Effects.Refuse(LinkErrors.Unknown),
        _ when room.Roster.Has(ask.By) => Effects.Refuse(RoomErrors.InAlready(room)),
        _ when room.Admits(ask.By) => Enter(room, ask.By, options, context),
        _ when room.Barred.Has(ask.By) => Effects.Refuse(RoomErrors.NotAllowed(room, ask.By)),
        _ when room.Book.RequestOf(ask.By) is not null => Effects.Reply(new Asked(room.Name!, In: false)),
        { Uses: < 1 } => Effects.Refuse(LinkErrors.UsedUp),
        { } link when link.Until <= context.Now => Effects.Refuse(LinkErrors.Over),
        _ when room.Book.Refuses(ask.By, context.Now) => Effects.Refuse(LinkErrors.Denied(room, ask.By)),
        _ when room.Book.Requests.Count >= options.MaxRequests =>
            Effects.Refuse(LinkErrors.TooManyRequests(room, room.Book.Requests.Count)),
        { } link => Put(room, ask.By, link, context),
    };

    public static Effect Approve(Room room, string by, string user, RoomOptions options, CommandContext context) =>
        room.Book.RequestOf(user) switch
    {
        null => Effects.Refuse(LinkErrors.NoRequest(room, user)),
        _ when room.Roster.Count >= options.MaxMembers => Effects.Refuse(RoomErrors.Full(room, room.Roster.Count)),
        _ when room.Allowed.Count >= options.MaxAllowed => Effects.Refuse(RoomErrors.ListFull(room, room.Allowed.Count)),
        { Name: var name } => Effects.Commit(new EventDraft(new Added(name, by)), new EventDraft(new Joined(name))) with
        {
            Letters =
            [
                Effects.Tell(name, new RoomApproved(room.Name!, by, context.NextSeq)),
                Effects.Tell(name, new RoomJoined(room.Name!, context.NextSeq + 1, room.Log.Ordinal)),
                .. ToAdmins(room, new RequestSettled(room.Name!, name, by, Approved: true, context.NextSeq)),
            ],
        },
    };

    public static Effect Deny(Room room, string by, string user, RoomOptions options, CommandContext context) =>
        room.Book.RequestOf(user) switch
    {
        null => Effects.Refuse(LinkErrors.NoRequest(room, user)),
        { Name: var name } => Effects.Commit(new EventDraft(new JoinDenied(name, by, context.Now + options.DeniedFor))) with
        {
            Letters =
            [
                Effects.Tell(name, new RoomDenied(room.Name!, context.NextSeq)),
                .. ToAdmins(room, new RequestSettled(room.Name!, name, by, Approved: false, context.NextSeq)),
            ],
        },
    };

    public static Effect List(Room room) => Effects.Reply(new RequestList(
        [.. room.Book.Waiting.Select(request => new RequestInfo(room.Name!, request.Name, $"{room.Name}/{request.Link}", request.At))]));

    /// <summary>An admin who was none when they were made is told of the requests that wait.</summary>
    public static IEnumerable<LetterDraft> Pending(Room room, string admin) =>
        room.Book.Waiting.Select(request => Effects.Tell(admin, new RequestMade(room.Name!, request.Name, request.Seq)));

    /// <summary>An admin has added a user who asks: the others need not answer any more.</summary>
    public static IEnumerable<LetterDraft> Settled(Room room, string by, string user, CommandContext context) =>
        room.Book.RequestOf(user) is { Name: var name }
        ? ToAdmins(room, new RequestSettled(room.Name!, name, by, Approved: true, context.NextSeq))
        : [];

    static Effect Put(Room room, string by, InviteLink link, CommandContext context) =>
        Effects.Commit(new Asked(room.Name!, In: false), new EventDraft(new JoinAsked(by, link.Id))) with
        {
            Letters =
            [
                Effects.Tell(by, new RoomAsked(room.Name!, context.NextSeq)),
                .. ToAdmins(room, new RequestMade(room.Name!, by, context.NextSeq)),
            ],
        };

    // They need nobody's approval, and no link either.
    static Effect Enter(Room room, string by, RoomOptions options, CommandContext context)
    {
        var joining = Membership.Join(room, by, options, context);
        return joining.HasWrites ? joining with { Reply = new ForClient(new Asked(room.Name!, In: true)) } : joining;
    }

    static IEnumerable<LetterDraft> ToAdmins(Room room, Event told) =>
        room.Roster.AdminNames.Take(RoomOptions.MaxToldAdmins).Select(admin => Effects.Tell(admin, told));
}
