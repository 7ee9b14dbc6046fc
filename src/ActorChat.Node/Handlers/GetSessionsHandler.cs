using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GetSessionsHandler : UserHandler<GetSessions>
{
    protected override Task<object> Handle(Session session, string user, GetSessions request) => Task.FromResult<object>(new SessionList(
        [.. session.Sessions().OrderBy(one => one.Since).Select(one => one with { This = one.Session == session.LoginId })]));
}
