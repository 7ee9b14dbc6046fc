using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class OpenDialogueHandler(ChatServices chat) : UserHandler<OpenDialogue>
{
    protected override async Task<object> Handle(ICaller caller, string user, OpenDialogue request)
    {
        if (await caller.FollowsEnough()) return Refusals.TooManyFeeds;
        var (other, fault) = await chat.NameOf(request.User, user);
        if (fault is not null) return fault;
        var reply = await chat.Act(Ids.Dialogue(user, other!), user, request with { User = other! });
        if (reply is Done) caller.Follow(Ids.Dialogue(user, other!));
        return reply;
    }
}
