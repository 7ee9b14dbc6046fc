using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>The state of a room.</summary>
/// <param name="Name">As first written; null when there is no such room, or none any more.</param>
/// <param name="Access">Who may join by themselves.</param>
/// <param name="Since">The sequence number of its creation: older events belong to a deleted namesake and are never shown.</param>
/// <param name="Roster">Who is in it; nobody, for Global: everyone is in that.</param>
/// <param name="Allowed">Restricted: who may be in it, members among them. Open: who was added and has not joined yet.</param>
/// <param name="Barred">Open: who was removed and not added again.</param>
/// <param name="Log">Its messages.</param>
/// <param name="Invites">See <see cref="Book"/>; null for a room that never had a link.</param>
/// <param name="Settings">What was set; null when nothing ever was.</param>
/// <param name="Wall">Topic and pinned messages; null when there never were any.</param>
/// <param name="Mutes">Who may not speak; null for nobody ever.</param>
/// <param name="Held">Nobody may make a room of this name; null when that is not so.</param>
/// <param name="Sends">Who has sent how much, where there is a limit; null for nobody.</param>
public sealed record Room(
    string? Name, RoomAccess Access, long Since, Roster Roster, GuestList Allowed, GuestList Barred, MessageLog Log,
    InviteBook? Invites = null, RoomSettings? Settings = null, SendCounts? Sends = null,
    RoomBoard? Wall = null, MuteList? Mutes = null, NameHold? Held = null)
{
    /// <summary>No room.</summary>
    public static Room None { get; } =
        new(null, RoomAccess.Open, 1, Roster.Empty, GuestList.Empty, GuestList.Empty, MessageLog.Empty);

    /// <summary>The room that exists always.</summary>
    public static Room Global { get; } = None with { Name = Names.Global };

    /// <summary>The feed's name as clients see it; null when there is no such room.</summary>
    public string? Feed => Name is null ? null : FeedNames.Room(Name);

    /// <summary>Whether this is the room that everyone is in.</summary>
    public bool IsGlobal => Name == Names.Global;

    /// <summary>The links that lead to it, and who asks to be let in.</summary>
    public InviteBook Book => Invites ?? InviteBook.Empty;

    /// <summary>The settings that hold.</summary>
    public RoomSettings Rules => Settings ?? (IsGlobal ? RoomSettings.OfGlobal : RoomSettings.None);

    /// <summary>Topic and pinned messages.</summary>
    public RoomBoard Board => Wall ?? RoomBoard.Empty;

    /// <summary>Who may not speak.</summary>
    public MuteList Silent => Mutes ?? MuteList.Empty;

    /// <summary>What a user has sent in their period; null for nothing, or where there is no limit.</summary>
    public SendCount? SentBy(string user) => Rules.SendLimit is null ? null : Sends?.Of(user);

    /// <summary>Whether a user is in.</summary>
    public bool Holds(string user) => IsGlobal || Roster.Has(user);

    /// <summary>Whether somebody asks as an admin of the room. Global has none of its own: operators are.</summary>
    public bool IsRuledBy(Act act) => IsGlobal ? act.AsOperator : Roster.HasAdmin(act.By);

    /// <summary>Whether a user who is not in may enter by themselves.</summary>
    public bool Admits(string user) => Access == RoomAccess.Open ? !Barred.Has(user) : Allowed.Has(user);
}
