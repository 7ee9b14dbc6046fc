using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>
/// Letters from rooms, dialogues and files about this user. Each arrives exactly once, but two of the same room may overtake each
/// other when the room moves between nodes whose clocks differ: what is not newer than what is known is dropped.
/// </summary>
static class Recording
{
    public static Effect Record(User user, Event told) =>
        IsNews(user, told) ? new Effect { Events = [new EventDraft(told)] } : Effect.None;

    /// <summary>Nobody has this name: a shorter one was meant.</summary>
    public static Effect PassOn(Event told, string next, IReadOnlyList<string> rest) =>
        new() { Letters = [new LetterDraft(Ids.User(next), new Tell(told, rest.Count == 0 ? null : rest))] };

    static bool IsNews(User user, Event told) => told switch
    {
        RoomCreated room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        RoomJoined room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        RoomLeft room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        RoomInvited room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        RoomRemoved room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        RoomDeleted room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        RoomAsked room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        RoomDenied room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        RoomApproved room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        // Of other users, so that there is nothing here to be older than.
        RequestMade or RequestSettled => true,
        // Changes nothing here, so it must not make the letter of joining, which may come after it, look old.
        RoomAdmin room => user.Rooms.IsNews(room.Room, room.RoomSeq),
        DialogueBegun dialogue => user.Dialogues.IsNews(dialogue.With, dialogue.DialogueSeq),
        DialogueEnded dialogue => user.Dialogues.IsNews(dialogue.With, dialogue.DialogueSeq),
        // Whom the user does not want to see does not call them either.
        CommentReceived comment => !user.Ignores(comment.By),
        Mentioned mentioned => !user.Ignores(mentioned.By),
        CallWithdrawn over => Reading.IsCalled(user, over.In, over.Message),
        RoomMuted or RoomUnmuted => true,
        Published or FileRemoved or ScheduleFailed or RoleGranted or RoleRevoked => true,
        _ => false,
    };
}
