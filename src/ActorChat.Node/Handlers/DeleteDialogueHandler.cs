using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class DeleteDialogueHandler(ChatServices chat) : UserHandler<DeleteDialogue>
{
    protected override async Task<object> Handle(ICaller caller, string user, DeleteDialogue request)
    {
        var (other, fault) = await chat.NameOf(request.User);
        if (fault is not null) return fault;
        var reply = await chat.Act(Ids.Dialogue(user, other!), user, request with { User = other! });
        return reply;
    }
}
