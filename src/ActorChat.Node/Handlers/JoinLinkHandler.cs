using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>The directory leads from the token's hash to the room, which decides.</summary>
sealed class JoinLinkHandler(ChatServices chat) : UserHandler<JoinLink>
{
    protected override async Task<object> Handle(ICaller caller, string user, JoinLink request)
    {
        if (!InviteUrl.TryParse(request.Link, out _, out var token)) return LinkErrors.Unknown;
        var hash = LinkParts.HashOf(token);
        if (await chat.RoomOfLink(hash, caller.Ended) is not { } room) return LinkErrors.Unknown;
        if (await caller.FollowsEnough()) return Refusals.TooManyFeeds;
        if (await AsksEnough(user, room)) return TooManyRequests(chat.Limits.MaxJoinRequests);
        var reply = ((ForClient)await chat.Ask(Ids.Room(room), new AskIn(user, hash))).Reply;
        if (reply is Asked { In: true }) caller.Follow(Ids.Room(room));
        return reply;
    }

    // Asking again for a room that is asked for already adds nothing.
    async Task<bool> AsksEnough(string user, string room) =>
        await chat.Ask(Ids.User(user), new Visit(user), Repeat.Always) is Visited { State: UserState { Asked: { } asked } }
        && asked.Count >= chat.Limits.MaxJoinRequests && !asked.Any(other => Names.Same(other, room));

    static Error TooManyRequests(int limit) => new(ErrorCodes.TooMany,
        $"you wait for the admins of {limit} rooms, and may not ask for more: try again when some have answered.");
}
