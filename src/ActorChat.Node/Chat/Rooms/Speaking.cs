using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>Who may say something in a room.</summary>
static class Speaking
{
    /// <summary>Why a user may not; null when they may. Whoever repeats a message is never asked this: it was said already.</summary>
    /// <param name="room">Where.</param>
    /// <param name="user">Who.</param>
    /// <param name="named">The room as the request names it.</param>
    /// <param name="now">When.</param>
    public static Error? Refusal(Room room, string user, string named, DateTimeOffset now) => room switch
    {
        { Name: null } => RoomErrors.Unknown(named),
        _ when !room.Holds(user) => RoomErrors.NotIn(room, user),
        _ when room.Silent.Find(user, now) is { } mute => RoomErrors.Muted(room, mute, now),
        _ when Wait(room, user, now) is { } wait => RoomErrors.RateLimited(room, wait),
        _ => null,
    };

    /// <summary>How somebody stands who wants to do something to a message. Only what is said counts where there is a limit.</summary>
    public static Standing StandingOf(Room room, Act act, DateTimeOffset now)
    {
        var refusal = Refusal(room, act.By, room.Name ?? "of this name", now);
        return new Standing(room.Feed ?? "", room.Since, room.IsRuledBy(act),
            refusal is { Code: ErrorCodes.RateLimited } && act.Request is not Comment ? null : refusal);
    }

    static TimeSpan? Wait(Room room, string user, DateTimeOffset now) =>
        room.SentBy(user) is { } sent && sent.Sent >= room.Rules.SendLimit && !sent.HasEnded(now, room.Rules.Period)
            ? sent.Since + room.Rules.Period - now
            : null;
}
