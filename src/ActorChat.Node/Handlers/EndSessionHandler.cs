using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>The event takes the session off, wherever it is: its node sees it in the user's feed.</summary>
sealed class EndSessionHandler(ChatServices chat) : UserHandler<EndSession>
{
    protected override async Task<object> Handle(ICaller caller, string user, EndSession request)
    {
        // The token of a client that has been connected for very long may be forgotten already: it is ended all the same.
        var connected = (await caller.Sessions()).Any(session => session.Session == request.Session);
        return ((ForClient)await chat.Ask(Ids.User(user), new CloseSession(request.Session, FromElsewhere: true, IsConnected: connected)))
            .Reply;
    }
}
