using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>How far a user has read the feeds that they are in.</summary>
static class Reading
{
    /// <summary>Only forward: of two clients that read, the one that is further counts.</summary>
    public static Effect MarkRead(User user, MarkRead request) => Find(user, request.Feed) switch
    {
        _ when request.UpTo < 0 || request.Ordinal < 0 => Effects.Refuse(Negative),
        null => Effects.Refuse(NotIn),
        { Tie.Read: { } read } when request.UpTo <= read.UpTo => Effects.Done,
        { } found => Effects.Commit(new EventDraft(new ReadTo(FeedOf(user, found), request.UpTo, request.Ordinal))),
    };

    /// <summary>The tie behind a feed's name, however it is written; null when the user is not in.</summary>
    public static Found? Find(User user, string feed)
    {
        if (FeedNames.Parse(feed) is not { } id) return null;
        var inRoom = id.Kind == Ids.RoomKind;
        var tie = inRoom ? user.Rooms.Find(id.Name) : Other(user, id) is { } other ? user.Dialogues.Find(other) : null;
        return tie is { Standing: Standing.In } ? new Found(tie, inRoom) : null;
    }

    /// <summary>How far each feed is read, by the feed's name.</summary>
    public static IReadOnlyDictionary<string, ReadMark> All(User user)
    {
        var rooms = user.Rooms.Of(Standing.In).Select(tie => new Found(tie, InRoom: true));
        var dialogues = user.Dialogues.Of(Standing.In).Select(tie => new Found(tie, InRoom: false));
        return rooms.Concat(dialogues).ToDictionary(found => FeedOf(user, found), found => found.Tie.Read!);
    }

    /// <summary>What calls for the user's attention and is not read, by the feed's name; null for nothing.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<long>>? Calls(User user)
    {
        var calls = user.Rooms.Of(Standing.In).Select(tie => new Found(tie, InRoom: true))
            .Concat(user.Dialogues.Of(Standing.In).Select(tie => new Found(tie, InRoom: false)))
            .Where(found => found.Tie.Calls is { IsEmpty: false })
            .ToDictionary(found => FeedOf(user, found), found => (IReadOnlyList<long>)found.Tie.Calls!);
        return calls.Count == 0 ? null : calls;
    }

    /// <summary>Whether a message calls the user, who has not read it.</summary>
    public static bool IsCalled(User user, string feed, long message) => Find(user, feed)?.Tie.Calls?.Contains(message) == true;

    static string FeedOf(User user, Found found) =>
        found.InRoom ? FeedNames.Room(found.Tie.Name) : FeedNames.Dialogue(user.Name!, found.Tie.Name);

    // The other one of a dialogue that is the user's at all.
    static string? Other(User user, EntityId dialogue)
    {
        if (FeedNames.Pair(dialogue) is not var (first, second)) return null;
        var self = Names.Fold(user.Name!);
        return self == first ? second : self == second ? first : null;
    }

    static Error NotIn { get; } = new(ErrorCodes.UnknownFeed,
        "you are not in this room or dialogue: /rooms lists the rooms, /join_room <room_name> and /open_dialogue <user_name> take you in.");

    static Error Negative { get; } = new(ErrorCodes.BadField, "upTo and ordinal count from 0: give those of the message read.");

    /// <summary>A room or dialogue that the user is in.</summary>
    public readonly record struct Found(Tie Tie, bool InRoom);
}
