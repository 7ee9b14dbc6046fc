using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What rooms say no with to those who come by a link, and to the admins who make them.</summary>
static class LinkErrors
{
    // The same words for a wrong link, a revoked one and one whose room is gone: a guess learns nothing.
    public static Error Unknown { get; } = new(ErrorCodes.BadLink,
        "this link does not work, or not any more: ask whoever gave it to you for a new one.");

    public static Error Over { get; } = new(ErrorCodes.LinkOver,
        "the time of this link is up: ask whoever gave it to you for a new one.");

    public static Error UsedUp { get; } = new(ErrorCodes.LinkOver,
        "as many have come by this link as may: ask whoever gave it to you for a new one.");

    public static Error Denied(Room room, string user) => new(ErrorCodes.Denied,
        $"the admins of the room {room.Name} have turned your request down: only they can let you in, with /add_user {room.Name} {user}.");

    public static Error NoRequest(Room room, string user) => new(ErrorCodes.UnknownRequest,
        $"{Texts.CleanLine(user[..Math.Min(user.Length, Names.MaxChars)])} does not ask to come into the room {room.Name}: /requests "
            + $"{room.Name} lists those who do.");

    public static Error TooManyRequests(Room room, int requests) => new(ErrorCodes.TooMany, string.Create(CultureInfo.InvariantCulture,
        $"{requests} ask to come into the room {room.Name} already, and it takes no more: try again when its admins have answered some."));

    public static Error TooMany(Room room) => new(ErrorCodes.TooMany, string.Create(CultureInfo.InvariantCulture,
        $"the room {room.Name} has {room.Book.Links.Count} links and can't have more: /links {room.Name} lists them, /revoke_link "
            + $"<id> ends one."));

    public static Error BadUses(int most) => new(ErrorCodes.BadField, string.Create(CultureInfo.InvariantCulture,
        $"a link may be used 1 to {most} times: /invite_link <room> [uses] [duration]."));

    public static Error BadLife(TimeSpan longest) => new(ErrorCodes.BadField, string.Create(CultureInfo.InvariantCulture,
        $"a link works for at most {longest.TotalDays:0.##} days: /invite_link <room> [uses] [duration], with a duration such as "
            + $"30m, 12h or 7d."));
}
