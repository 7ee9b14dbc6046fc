using ActorChat.Actors.Regions;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class MarkReadHandler(ChatServices chat) : UserHandler<MarkRead>
{
    protected override async Task<object> Handle(Session session, string user, MarkRead request) =>
        request.UpTo < 0 || request.Ordinal < 0
            ? new Error(ErrorCodes.BadField, "upTo and ordinal must be 0 or more: take them from a message.")
            : await chat.Act(Ids.User(user), user, request, Repeat.Always);
}
