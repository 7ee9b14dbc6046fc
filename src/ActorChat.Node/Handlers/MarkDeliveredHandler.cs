using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class MarkDeliveredHandler(ChatServices chat) : UserHandler<MarkDelivered>
{
    protected override async Task<object> Handle(ICaller caller, string user, MarkDelivered request) =>
        Names.User(request.User) is { } other
            ? await chat.Act(Ids.Dialogue(user, other), user, request, Repeat.Always)
            : Refusals.UnknownUser(request.User);
}
