using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What each event makes of a room's links and requests. Whoever is let in, in whatever way, asks no more.</summary>
static class InviteEvolution
{
    /// <summary>The room after an event, which has been applied to all else of it.</summary>
    public static Room Apply(Room room, object committed, EventPlace place) => committed switch
    {
        LinkMade made => With(room, Make(room.Book, made)),
        LinkEnded ended => With(room, room.Book with { Links = room.Book.Links.Remove(ended.Id) }),
        JoinAsked asked => With(room, room.Book.Ask(new JoinRequest(asked.User, asked.Link, place.Seq, place.At))),
        JoinDenied denied => With(room, room.Book.Deny(denied.User, denied.Until)),
        Added added => With(room, room.Book.Settle(added.User)),
        Joined joined => With(room, room.Book.Settle(joined.User)),
        _ => room,
    };

    static InviteBook Make(InviteBook book, LinkMade made) =>
        book with { Links = book.Links.SetItem(made.Id, new InviteLink(made.Id, made.Hash, made.By, made.Uses, made.Until)) };

    static Room With(Room room, InviteBook book) => room.Book == book ? room : room with { Invites = book };
}
