using System.Collections.Immutable;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>What each event makes of a user.</summary>
static class UserEvolution
{
    /// <summary>The user after an event.</summary>
    public static User Apply(User user, object committed, EventPlace place) => committed switch
    {
        Registered registered => Register(user, registered, place),
        NameHeld held => user with { Held = NameHold.After(held, place.At) },
        SessionOpened opened => user with
        {
            Tokens = Remember(user.Tokens, opened),
            OneTime = opened.Once ? user.OneTime! with { Session = opened.Session } : user.OneTime,
        },
        PasswordChanged changed => user with
        {
            PasswordHash = changed.PasswordHash, Tokens = user.Tokens.RemoveAll(token => token.Session != changed.Session), OneTime = null,
        },
        OneTimePasswordMade made => user with { OneTime = new OneTime(made.PasswordHash!, made.Until) },
        Banned banned => user with { Tokens = [], Conduct = user.Conduct.Apply(banned, place.At) },
        Reported or Suspended or ReportsDismissed or Unbanned => user with { Conduct = user.Conduct.Apply(committed, place.At) },
        PreferenceChanged { Setting: Setting.LastSeen, On: false } changed =>
            user with { Settings = user.Settings.With(changed.Setting, false), LastSeen = null },
        PreferenceChanged changed => user with { Settings = user.Settings.With(changed.Setting, changed.On) },
        WentAway away => user with { Away = new Absence(away.Text) },
        CameBack => user with { Away = null },
        Seen => user with { LastSeen = place.At },
        UserIgnored ignored => user with { Ignored = user.Ignored.SetItem(Names.Fold(ignored.User), ignored.User) },
        UserUnignored shown => user with { Ignored = user.Ignored.Remove(Names.Fold(shown.User)) },
        RoleGranted => user with { IsOperator = true },
        RoleRevoked => user with { IsOperator = false },
        SessionClosed closed => user with { Tokens = user.Tokens.RemoveAll(token => token.Session == closed.Session) },
        RoomCreated told => Enter(user, told.Room, told.RoomSeq, ordinal: 0, place.Seq),
        RoomJoined told => Enter(user, told.Room, told.RoomSeq, told.Ordinal, place.Seq),
        RoomInvited told => user with { Rooms = user.Rooms.Set(new Tie(told.Room, Standing.Invited, told.RoomSeq, place.Seq, Read: null)) },
        RoomAsked told => user with { Rooms = user.Rooms.Set(new Tie(told.Room, Standing.Asked, told.RoomSeq, place.Seq, Read: null)) },
        RoomDenied told => Part(user, told.Room, told.RoomSeq, place.Seq),
        RoomLeft told => Part(user, told.Room, told.RoomSeq, place.Seq),
        RoomRemoved told => Part(user, told.Room, told.RoomSeq, place.Seq),
        RoomDeleted told => Part(user, told.Room, told.RoomSeq, place.Seq),
        DialogueBegun told => Begin(user, told, place.Seq),
        DialogueEnded told => End(user, told, place.Seq),
        ReadTo read => Read(user, read),
        MessageScheduled planned =>
            user with { Plans = user.Plans.Add(new Plan(place.Seq, planned.Due, planned.Text, planned.Room, planned.User)) },
        ScheduleCancelled cancelled => Unplan(user, cancelled.Schedule),
        ScheduleFired fired => Unplan(user, fired.Schedule),
        ScheduleFailed failed => Unplan(user, failed.Schedule),
        Mentioned told => Call(user, told.In, told.Message),
        CommentReceived told => Call(user, told.In, told.Comment),
        CallWithdrawn told => Uncall(user, told.In, told.Message),
        Rung rung => user with { Rung = rung.UpTo },
        _ => user,
    };

    static User Register(User user, Registered registered, EventPlace place) => user with
    {
        Name = registered.Name,
        PasswordHash = registered.PasswordHash,
        Since = place.At,
        Rooms = user.Rooms.Set(new Tie(
            Names.Global, Standing.In, registered.GlobalSeq, place.Seq, new ReadMark(registered.GlobalSeq, registered.GlobalOrdinal))),
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

    static User Unplan(User user, long schedule) => user with { Plans = user.Plans.RemoveAll(plan => plan.Schedule == schedule) };

    static User Call(User user, string feed, long message) => Reading.Find(user, feed) switch
    {
        { InRoom: true } found => user with { Rooms = user.Rooms.Call(found.Tie.Name, message) },
        { } found => user with { Dialogues = user.Dialogues.Call(found.Tie.Name, message) },
        null => user,
    };

    static User Uncall(User user, string feed, long message) => Reading.Find(user, feed) switch
    {
        { InRoom: true } found => user with { Rooms = user.Rooms.Uncall(found.Tie.Name, message) },
        { } found => user with { Dialogues = user.Dialogues.Uncall(found.Tie.Name, message) },
        null => user,
    };

    static User Read(User user, ReadTo read) => Reading.Find(user, read.In) switch
    {
        { InRoom: true } found => user with { Rooms = user.Rooms.Mark(found.Tie.Name, new ReadMark(read.UpTo, read.Ordinal)) },
        { } found => user with { Dialogues = user.Dialogues.Mark(found.Tie.Name, new ReadMark(read.UpTo, read.Ordinal)) },
        null => user,
    };
}
