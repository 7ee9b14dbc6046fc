using System.Globalization;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>How the links to a room come and go. Whoever calls has seen that an admin asks.</summary>
static class Linking
{
    /// <summary>The directory leads to the room from the same commit on; a letter ends the link when its time is up.</summary>
    public static Effect Make(Room room, MakeLink make, RoomOptions options, CommandContext context)
    {
        var uses = make.Uses ?? Math.Min(options.LinkUses, options.MaxLinkUses);
        var life = make.LifeSeconds is { } seconds ? Seconds(seconds) : Least(options.LinkLifetime, options.MaxLinkLifetime);
        if (uses < 1 || uses > options.MaxLinkUses) return Effects.Refuse(LinkErrors.BadUses(options.MaxLinkUses));
        if (life <= TimeSpan.Zero || life > options.MaxLinkLifetime) return Effects.Refuse(LinkErrors.BadLife(options.MaxLinkLifetime));
        if (room.Book.Links.Count >= options.MaxLinks) return Effects.Refuse(LinkErrors.TooMany(room));
        var link = new LinkMade(InviteLink.IdOf(make.Hash), make.Hash, make.By, uses, context.Now + life);
        return Effects.Commit(new LinkCreated("", IdFor(room, link.Id), room.Name!, uses, link.Until), new EventDraft(link)) with
        {
            Directory = [new DirectoryChange(InviteLink.DirectoryKind, link.Hash, new DirectoryEntry(room.Name!, Listed: false))],
            Letters = [new LetterDraft(context.Self, new ExpireLink(link.Id), link.Until)],
        };
    }

    public static Effect List(Room room, CommandContext context) => Effects.Reply(new LinkList(room.Name!,
    [
        .. room.Book.Links.Values.Where(link => link.Until > context.Now).OrderBy(link => link.Until)
            .ThenBy(link => link.Id, StringComparer.Ordinal)
            .Select(link => new LinkInfo(IdFor(room, link.Id), link.By, link.Uses, link.Until)),
    ]));

    public static Effect Revoke(Room room, string by, string id) => room.Book.Links.GetValueOrDefault(id) is { } link
        ? End(link, by) with { Reply = new ForClient(new Done()) }
        : Effects.Refuse(LinkErrors.Unknown);

    /// <summary>Its time is up.</summary>
    public static Effect Expire(Room room, string id) =>
        room.Book.Links.GetValueOrDefault(id) is { } link ? End(link, by: null) : Effect.None;

    /// <summary>A room that ends takes its links along.</summary>
    public static IEnumerable<DirectoryChange> Unlisted(Room room) =>
        room.Book.Links.Values.OrderBy(link => link.Id, StringComparer.Ordinal).Select(Unlisted);

    static Effect End(InviteLink link, string? by) =>
        new() { Events = [new EventDraft(new LinkEnded(link.Id, by))], Directory = [Unlisted(link)] };

    static DirectoryChange Unlisted(InviteLink link) => new(InviteLink.DirectoryKind, link.Hash, Entry: null);

    static string IdFor(Room room, string id) => string.Create(CultureInfo.InvariantCulture, $"{room.Name}/{id}");

    // What no time span can hold is too long in any case.
    static TimeSpan Seconds(long seconds) => seconds > TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);

    static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
