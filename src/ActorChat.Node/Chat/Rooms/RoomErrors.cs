using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What a room says no with. Each sentence names the next step, with the command as it is typed.</summary>
static class RoomErrors
{
    /// <summary>Most admins that a sentence names.</summary>
    const int MaxNamedAdmins = 3;

    public static Error ConfirmDelete(Room room) => new(ErrorCodes.ConfirmNeeded, string.Create(CultureInfo.InvariantCulture,
        $"this deletes the room {room.Name} for good, with {Messages(room)}, for "
            + $"{(room.Roster.Count == 1 ? "its one member" : $"its {room.Roster.Count} members")}: ")
        + Confirming.AskAgain);

    public static Error ConfirmLeave(Room room) => new(ErrorCodes.ConfirmNeeded,
        $"you are the last one in {room.Name}: to leave deletes it for good, with {Messages(room)}: {Confirming.AskAgain}");

    static string Messages(Room room) => room.Log.Ordinal switch
    {
        0 => "no messages",
        1 => "its one message",
        var count => string.Create(CultureInfo.InvariantCulture, $"all of its {count} messages"),
    };

    public static Error LooksLike(string name) => new(ErrorCodes.RoomExists,
        $"this name can't be told from {name}, which is a room already: choose another one.");

    public static Error Unknown(string room) => new(ErrorCodes.UnknownRoom,
        $"there is no room {room}: /rooms lists the rooms, /create_room {room} /open makes it.");

    public static Error Exists(Room room) => new(ErrorCodes.RoomExists, room.Access == RoomAccess.Open
        ? $"the room {room.Name} exists already: /join_room {room.Name} takes you in, or choose another name."
        : $"the room {room.Name} exists already, and is restricted: choose another name.");

    public static Error Global(string what) => new(ErrorCodes.GlobalRoom,
        $"everyone is in {Names.Global}, always: nobody can {what} it.");

    public static Error OperatorsOnly { get; } = new(ErrorCodes.GlobalRoom,
        $"{Names.Global} belongs to everyone, so only operators keep it in order: /report <user> tells them of somebody.");

    public static Error RateLimited(Room room, TimeSpan wait) => new(ErrorCodes.RateLimited,
        $"you have sent the {room.Rules.SendLimit} messages that {room.Name} takes from a user in {Durations.Format(room.Rules.Period)}: "
        + $"send it again in {Durations.Format(wait)}, or say it in another room.",
            RetryAfterMs: (long)Math.Ceiling(wait.TotalMilliseconds));

    public static Error Muted(Room room, Silence mute, DateTimeOffset now) => new(ErrorCodes.Muted, mute.Until is { } until
        ? $"{mute.By} has muted you in {room.Name} for {Durations.Format(until - now)} more: write then, or ask {mute.By}."
        : $"{mute.By} has muted you in {room.Name}: ask {mute.By} for /unmute {room.Name} {mute.Name}.");

    public static Error NotMember(Room room, string user) => new(ErrorCodes.NotInRoom,
        $"{user} is not in the room {room.Name}: /who {room.Name} lists its members.");

    public static Error AdminAlready(Room room, string user) => new(ErrorCodes.InRoom,
        $"{user} is admin of the room {room.Name} already: /who {room.Name} lists its members.");

    public static Error MuteAdmin(Room room, string user) => new(ErrorCodes.NotAllowed,
        $"{user} is an admin of the room {room.Name}, and admins can't be muted: /remove_user {room.Name} {user} takes them out.");

    public static Error MutesFull(Room room, int names) => new(ErrorCodes.TooMany,
        $"the room {room.Name} mutes {names} users and can't mute more: /unmute {room.Name} <user_name> one of them.");

    public static Error BadMute { get; } = new(ErrorCodes.BadField, "seconds is 1 or more: leave it out to mute until you say otherwise.");

    public static Error NotMuted(Room room, string user) => new(ErrorCodes.NotInRoom,
        $"{user} is not muted in the room {room.Name}: /mute {room.Name} {user} does that.");

    public static Error TopicTooLong(int chars) => new(ErrorCodes.TextTooLong,
        $"the topic has {chars} characters and may have {ProtocolLimits.MaxTopicChars}: say it shorter.");

    public static Error PinsFull(Room room) => new(ErrorCodes.TooMany,
        $"the room {room.Name} has {ProtocolLimits.MaxPins} pinned messages and takes no more: /unpin <message> takes one off.");

    public static Error PinnedAlready(long message) => new(ErrorCodes.InRoom, $"#{message} is pinned already: /pins shows what is.");

    public static Error NotPinned(long message) => new(ErrorCodes.UnknownMessage, $"#{message} is not pinned: /pins shows what is.");

    public static Error UnknownSetting(string setting) => new(ErrorCodes.BadSetting,
        $"a room has no setting {Texts.CleanLine(setting[..Math.Min(setting.Length, 40)])}: it has "
            + $"{string.Join(", ", RoomSettings.AllNames)}.");

    public static Error BadValue(Room room, string setting, string form) => new(ErrorCodes.BadSetting,
        $"{setting} is {form}: /set_room {room.Name} {setting} <value>.");

    public static Error NotIn(Room room, string user) => new(ErrorCodes.NotInRoom, room.Admits(user)
        ? $"you are not in the room {room.Name}: /join_room {room.Name} takes you in."
        : $"you are not in the room {room.Name}: ask one of its admins for /add_user {room.Name} {user}, then /join_room {room.Name}.");

    public static Error NotAllowed(Room room, string user) => new(ErrorCodes.NotAllowed, room.Access == RoomAccess.Open
        ? $"you were removed from the room {room.Name}: ask one of its admins for /add_user {room.Name} {user}."
        : $"the room {room.Name} is restricted: ask one of its admins for /add_user {room.Name} {user}.");

    // Strangers learn nothing of who is in.
    public static Error NotAdmin(Room room, string user) => new(ErrorCodes.NotAdmin, room.Roster.Has(user)
        ? $"only an admin of the room {room.Name} can do that: ask {Admins(room)}."
        : $"only an admin of the room {room.Name} can do that, and you are not in it.");

    public static Error InAlready(Room room) => new(ErrorCodes.InRoom,
        $"you are in the room {room.Name} already: /room {room.Name} shows it.");

    public static Error InAlready(Room room, string user) => new(ErrorCodes.InRoom,
        $"{user} is in the room {room.Name} already: /who {room.Name} lists its members.");

    public static Error InvitedAlready(Room room, string user) => new(ErrorCodes.InRoom,
        $"{user} was added to the room {room.Name} already: they come in with /join_room {room.Name}.");

    public static Error AddYourself(Room room) => new(ErrorCodes.Yourself,
        $"you are in the room {room.Name} yourself: name somebody else, /add_user {room.Name} <user_name>.");

    public static Error RemoveYourself(Room room) => new(ErrorCodes.Yourself,
        $"you can't remove yourself: /leave_room {room.Name} leaves the room.");

    public static Error NotThere(Room room, string user) => new(ErrorCodes.NotInRoom,
        $"{user} is neither in the room {room.Name} nor added to it: /who {room.Name} lists its members.");

    public static Error OutAlready(Room room, string user) => new(ErrorCodes.NotInRoom,
        $"{user} was removed from the room {room.Name} already: /add_user {room.Name} {user} lets them in again.");

    public static Error Full(Room room, int members) => new(ErrorCodes.TooMany,
        $"the room {room.Name} has {members} members and takes no more: try again when somebody has left, or /create_room another one.");

    public static Error ListFull(Room room, int names) => new(ErrorCodes.TooMany,
        $"the list of the room {room.Name} holds {names} names and takes no more: /remove_user {room.Name} <user_name> takes one off it.");

    public static Error BarredFull(Room room, int names) => new(ErrorCodes.TooMany,
        $"the room {room.Name} keeps {names} users out and can't keep out more: /add_user {room.Name} <user_name> lets one in again.");

    static string Admins(Room room)
    {
        var names = room.Roster.AdminNames.Take(MaxNamedAdmins + 1).ToList();
        return names.Count <= MaxNamedAdmins
            ? string.Join(" or ", names)
            : string.Join(", ", names.Take(MaxNamedAdmins)) + " or another one";
    }
}
