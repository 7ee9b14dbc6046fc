using ActorChat.Node.Entities;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>The token is made here and goes to the client; the room gets its hash.</summary>
sealed class CreateLinkHandler(ChatServices chat) : UserHandler<CreateLink>
{
    protected override async Task<object> Handle(ICaller caller, string user, CreateLink request)
    {
        if (Names.Room(request.Room) is not { } room) return Refusals.UnknownRoom(request.Room);
        if (chat.Addresses() is not { Count: > 0 } addresses) return chat.Fault(AskStatus.Unavailable);
        var token = chat.Random.Token(InviteUrl.TokenBytes);
        var answer = await chat.Ask(Ids.Room(room), new MakeLink(user, room, LinkParts.HashOf(token), request.Uses, request.LifeSeconds));
        return ((ForClient)answer).Reply is LinkCreated created ? created with { Link = InviteUrl.Format(addresses, token) }
            : ((ForClient)answer).Reply;
    }
}
