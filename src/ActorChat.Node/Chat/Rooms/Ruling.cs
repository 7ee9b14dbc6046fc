using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What admins do besides letting people in and out: the topic, pinned messages, other admins, and who may speak.</summary>
static class Ruling
{
    public static Effect Decide(Room room, Act act, CommandContext context) => act.Request switch
    {
        SetTopic topic => Topic(room, act.By, Texts.CleanLine(topic.Text).Trim()),
        Pin pin => Pin(room, act, pin.Message),
        Unpin unpin when !room.Board.Pins.Contains(unpin.Message) => Effects.Refuse(RoomErrors.NotPinned(unpin.Message)),
        Unpin unpin => Effects.Commit(new EventDraft(new Unpinned(act.By, unpin.Message))),
        MakeAdmin make => Promote(room, act.By, make.User, context),
        Mute mute => Mute(room, act.By, mute, context),
        Unmute unmute when room.Silent.Find(unmute.User, context.Now) is null => Effects.Refuse(RoomErrors.NotMuted(room, unmute.User)),
        Unmute unmute => Effects.Commit(new EventDraft(new Unmuted(unmute.User, act.By))) with
        {
            Letters =
            [
                Effects.Tell(unmute.User, new RoomUnmuted(room.Name!, act.By)),
                Audit.Letter(new Audited(Audit.Unmute, act.By, unmute.User, room.Name)),
            ],
        },
        _ => throw Effects.NotFor(Ids.RoomKind, act),
    };

    /// <summary>The room after one of these events.</summary>
    public static Room Apply(Room room, object committed, DateTimeOffset at) => committed switch
    {
        TopicSet topic => room with { Wall = room.Board with { Topic = topic.Text.Length == 0 ? null : topic.Text } },
        Pinned pinned => room with { Wall = room.Board with { Pins = room.Board.Pins.Add(pinned.Message) } },
        Unpinned unpinned => room with { Wall = room.Board.Without(unpinned.Message) },
        Muted muted => room with { Mutes = room.Silent.With(muted, at) },
        Unmuted unmuted => room with { Mutes = room.Silent.Without(unmuted.User) },
        _ => room,
    };

    static Effect Topic(Room room, string by, string text) => text switch
    {
        { Length: > ProtocolLimits.MaxTopicChars } => Effects.Refuse(RoomErrors.TopicTooLong(text.Length)),
        _ when text == (room.Board.Topic ?? "") => Effects.Done,
        _ => Effects.Commit(new EventDraft(new TopicSet(by, text))),
    };

    static Effect Pin(Room room, Act act, long message) => act.Message is { } handed && Target.IsStale(room.Log, handed)
        ? Effect.Answer(new Stale())
        : Target.Of(room.Log, act.Message, room.Since) switch
        {
            _ when room.Board.Pins.Contains(message) => Effects.Refuse(RoomErrors.PinnedAlready(message)),
            _ when room.Board.Pins.Count >= ProtocolLimits.MaxPins => Effects.Refuse(RoomErrors.PinsFull(room)),
            null or { Under: not null } => Effects.Refuse(MessageErrors.Unknown(message, room.Feed!)),
            { Notes.IsDeleted: true } gone => Effects.Refuse(MessageErrors.Deleted(gone)),
            _ => Effects.Commit(new EventDraft(new Pinned(act.By, message))),
        };

    static Effect Promote(Room room, string by, string user, CommandContext context) => room.Roster switch
    {
        var roster when !roster.Has(user) => Effects.Refuse(RoomErrors.NotMember(room, user)),
        var roster when roster.HasAdmin(user) => Effects.Refuse(RoomErrors.AdminAlready(room, user)),
        _ => Effects.Commit(new EventDraft(new AdminNamed(user, by))) with
        {
            Letters = [Effects.Tell(user, new RoomAdmin(room.Name!, context.NextSeq)), .. Asking.Pending(room, user)],
        },
    };

    static Effect Mute(Room room, string by, Mute request, CommandContext context)
    {
        if (request.Seconds is < 1) return Effects.Refuse(RoomErrors.BadMute);
        if (Names.Same(by, request.User) || room.Roster.HasAdmin(request.User))
        {
            return Effects.Refuse(RoomErrors.MuteAdmin(room, request.User));
        }
        if (!room.Holds(request.User)) return Effects.Refuse(RoomErrors.NotMember(room, request.User));
        if (room.Silent.CountAt(context.Now) >= MuteList.MaxUsers) return Effects.Refuse(RoomErrors.MutesFull(room, MuteList.MaxUsers));
        DateTimeOffset? until = request.Seconds is { } seconds
            ? context.Now.AddSeconds(Math.Min(seconds, (long)Durations.Longest.TotalSeconds)) : null;
        return Effects.Commit(new EventDraft(new Muted(request.User, by, until))) with
        {
            Letters =
            [
                Effects.Tell(request.User, new RoomMuted(room.Name!, by, until)),
                Audit.Letter(new Audited(Audit.Mute, by, request.User, room.Name, until)),
            ],
        };
    }
}
