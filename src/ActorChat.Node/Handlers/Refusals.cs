using ActorChat.Messages;

namespace ActorChat.Node.Handlers;

/// <summary>What handlers refuse before any entity is asked.</summary>
static class Refusals
{
    public static Error BadRoomName { get; } = new(ErrorCodes.BadName,
        "a room's name has 1 to 32 letters, digits, and _ - . (not first): choose another.");

    public static Error BadUserName { get; } = new(ErrorCodes.BadName,
        "a user's name has 2 to 32 letters, digits, and _ - . (not first): choose another.");

    public static Error BadName(string why) => new(ErrorCodes.BadName, $"nobody can have this name: {why}; choose another.");

    public static Error BadPassword { get; } = new(ErrorCodes.BadPassword,
        $"a password has {ProtocolLimits.MinPasswordChars} to {ProtocolLimits.MaxPasswordChars} characters, and no control characters: "
            + "choose another.");

    public static Error WrongPassword { get; } = new(ErrorCodes.BadLogin,
        "the old password is wrong: nothing was changed; /password <old> <new>, or ask an operator for a one-time password.");

    public static Error BadLogin { get; } = new(ErrorCodes.BadLogin,
        "the name or the password is wrong: try again, or /register <username> <password>.");

    public static Error LoggedIn(string user) => new(ErrorCodes.LoggedIn, $"this client is logged in as {user}: /logout first.");

    public static Error UnknownRoom(string room) => new(ErrorCodes.UnknownRoom,
        $"there is no room {Shown(room)}: /rooms lists them, /create_room makes one.");

    public static Error UnknownUser(string user) => new(ErrorCodes.UnknownUser, $"there is no user {Shown(user)}: look at the spelling.");

    // In the words of those who type: what a program calls a feed is a room or a dialogue to them.
    public static Error UnknownFeed(string feed) => new(ErrorCodes.UnknownFeed, feed switch
    {
        ['r', 'o', 'o', 'm', '/', '@', .. var user] when user.Length > 0 =>
            $"the dialogue with {Shown(user)} is not open: /open_dialogue {Shown(user)} opens it.",
        ['r', 'o', 'o', 'm', '/', .. var room] => UnknownRoom(room).Message,
        ['d', 'i', 'a', 'l', 'o', 'g', 'u', 'e', '/', ..] => "there is no such dialogue: /open_dialogue <user_name> opens one.",
        ['u', 's', 'e', 'r', '/', .. var user] => $"what {Shown(user)} does can't be looked at here: /history shows your own actions.",
        _ => $"there is no {Shown(feed)} to look at: name room/…, dialogue/… or your own user/….",
    });

    public static Error UnknownMessage(long message) => new(ErrorCodes.UnknownMessage,
        $"there is no message #{message} there, or not any more: /history shows the numbers.");

    public static Error BadLimit(string field, int min, int max) => new(ErrorCodes.BadField, $"{field} must be {min} to {max}.");

    public static Error RoomOrUser { get; } = new(ErrorCodes.BadField, "name one of the two, a room or a user: not both, not neither.");

    public static Error UserOrReport { get; } = new(
        ErrorCodes.BadField, "name one of the two, a user or the number of a report: not both, not neither.");

    public static Error NotFollowed { get; } = new(ErrorCodes.UnknownFeed,
        "you are not in this room or dialogue: /rooms lists the rooms, /join_room <room_name> and /open_dialogue <user_name> take you in.");

    public static Error DraftTooLong { get; } = new(
        ErrorCodes.TextTooLong, $"a draft has at most {ProtocolLimits.MaxTextChars} characters: send it in parts.");

    public static Error TooManyFeeds { get; } = new(ErrorCodes.TooMany,
        "you are in as many rooms and dialogues as may be: /leave_room or /delete_dialogue one first.");

    public static Error TooBusy { get; } = new(ErrorCodes.Overloaded,
        "too many people are logging in just now: nothing was done; try again in a moment.", RetryAfterMs: 2000);

    public static Error TooManyGuesses(TimeSpan wait) => new(ErrorCodes.TooManyGuesses,
        $"too many wrong passwords came from your address: try again in {Math.Ceiling(wait.TotalSeconds):0} seconds.",
            RetryAfterMs: (long)wait.TotalMilliseconds);

    static string Shown(string name) => Texts.CleanLine(name[..Math.Min(name.Length, 64)]);
}
