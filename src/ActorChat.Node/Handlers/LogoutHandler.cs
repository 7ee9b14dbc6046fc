using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class LogoutHandler(ChatServices chat) : UserHandler<Logout>
{
    public override bool IsExclusive => true;

    protected override async Task<object> Handle(ICaller caller, string user, Logout request)
    {
        var answer = await chat.Ask(Ids.User(user), new CloseSession(caller.LoginId!), Repeat.Always);
        if (answer is not ForClient { Reply: Done done }) return ((ForClient)answer).Reply;
        caller.LogOut();
        return done;
    }
}
