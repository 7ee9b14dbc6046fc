using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>What each event makes of a user.</summary>
static class UserEvolution
{
    /// <summary>The user after an event.</summary>
    public static User Apply(User user, object committed, long seq) => committed switch
    {
        Registered registered => Register(user, registered, seq),
        SessionOpened opened => user with { Tokens = Remember(user.Tokens, opened) },
        SessionClosed closed => user with { Tokens = user.Tokens.RemoveAll(token => token.Session == closed.Session) },
        RoomCreated told => Enter(user, told.Room, told.RoomSeq, ordinal: 0, seq),
        RoomJoined told => Enter(user, told.Room, told.RoomSeq, told.Ordinal, seq),
        RoomInvited told => user with { Rooms = user.Rooms.Set(new Tie(told.Room, Standing.Invited, told.RoomSeq, seq, Read: null)) },
        RoomAsked told => user with { Rooms = user.Rooms.Set(new Tie(told.Room, Standing.Asked, told.RoomSeq, seq, Read: null)) },
        RoomDenied told => Part(user, told.Room, told.RoomSeq, seq),
        RoomLeft told => Part(user, told.Room, told.RoomSeq, seq),
        RoomRemoved told => Part(user, told.Room, told.RoomSeq, seq),
        RoomDeleted told => Part(user, told.Room, told.RoomSeq, seq),
        DialogueBegun told => Begin(user, told, seq),
        DialogueEnded told => End(user, told, seq),
        ReadTo read => Read(user, read),
        Mentioned told => Call(user, told.In, told.Message),
        CommentReceived told => Call(user, told.In, told.Comment),
        Rung rung => user with { Rung = rung.UpTo },
        _ => user,
    };

    static User Register(User user, Registered registered, long seq) => user with
    {
        Name = registered.Name,
        PasswordHash = registered.PasswordHash,
        Rooms = user.Rooms.Set(new Tie(
            Names.Global, Standing.In, registered.GlobalSeq, seq, new ReadMark(registered.GlobalSeq, registered.GlobalOrdinal))),
    };

    static ImmutableList<OpenToken> Remember(ImmutableList<OpenToken> tokens, SessionOpened opened)
    {
        if (opened.TokenHash is null) return tokens;
        var kept = tokens.Add(new OpenToken(opened.Session, opened.TokenHash));
        return kept.Count > User.MaxTokens ? kept.RemoveAt(0) : kept;
    }

    static User Enter(User user, string room, long roomSeq, long ordinal, long seq) =>
        user with { Rooms = user.Rooms.Set(new Tie(room, Standing.In, roomSeq, seq, new ReadMark(roomSeq, ordinal))) };

    static User Part(User user, string room, long roomSeq, long seq) =>
        user with { Rooms = user.Rooms.Set(new Tie(room, Standing.Gone, roomSeq, seq, Read: null)) };

    static User Begin(User user, DialogueBegun told, long seq)
    {
        var read = new ReadMark(told.DialogueSeq, 0);
        return user with { Dialogues = user.Dialogues.Set(new Tie(told.With, Standing.In, told.DialogueSeq, seq, read)) };
    }

    static User End(User user, DialogueEnded told, long seq) =>
        user with { Dialogues = user.Dialogues.Set(new Tie(told.With, Standing.Gone, told.DialogueSeq, seq, Read: null)) };

    static User Call(User user, string feed, long message) => Reading.Find(user, feed) switch
    {
        { InRoom: true } found => user with { Rooms = user.Rooms.Call(found.Tie.Name, message) },
        { } found => user with { Dialogues = user.Dialogues.Call(found.Tie.Name, message) },
        null => user,
    };

    static User Read(User user, ReadTo read) => Reading.Find(user, read.In) switch
    {
        { InRoom: true } found => user with { Rooms = user.Rooms.Mark(found.Tie.Name, new ReadMark(read.UpTo, read.Ordinal)) },
        { } found => user with { Dialogues = user.Dialogues.Mark(found.Tie.Name, new ReadMark(read.UpTo, read.Ordinal)) },
        null => user,
    };
}
