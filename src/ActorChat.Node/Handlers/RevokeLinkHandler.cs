using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>A link is named by itself, or by its id, which names the room.</summary>
sealed class RevokeLinkHandler(ChatServices chat) : UserHandler<RevokeLink>
{
    protected override async Task<object> Handle(ICaller caller, string user, RevokeLink request)
    {
        if (InviteUrl.TryParse(request.Link, out _, out var token))
        {
            var hash = LinkParts.HashOf(token);
            return await chat.RoomOfLink(hash, caller.Ended) is { } found ? await Revoke(user, found, InviteLink.IdOf(hash))
                : LinkErrors.Unknown;
        }
        return request.Link.Split('/') is [var written, var id] && Names.Room(written) is { } room ? await Revoke(user, room, id)
            : LinkErrors.Unknown;
    }

    Task<Reply> Revoke(string user, string room, string id) => chat.Act(Ids.Room(room), user, new RevokeLink(id));
}
